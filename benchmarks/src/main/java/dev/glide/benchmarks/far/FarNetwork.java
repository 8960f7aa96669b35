package dev.glide.benchmarks.far;

import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two network namespaces with a long and lossy line between them. */
final class FarNetwork implements AutoCloseable {
  /** Where what is measured against listens. */
  static final String FAR_ADDRESS = "10.213.0.2";

  private static final String NEAR_ADDRESS = "10.213.0.1";
  private static final String NETWORK = "10.213.0.0/24";
  private static final int WAITING_PACKETS = 20_000;

  private final Workspace workspace;
  private final String near;
  private final String far;
  private final List<Tun> ends = new ArrayList<>();

  private FarNetwork(Workspace workspace) {
    long own = ProcessHandle.current().pid();
    this.workspace = workspace;
    this.near = "glide-near-" + own;
    this.far = "glide-far-" + own;
  }

  /** What is missing for this, in words; empty if nothing is. */
  static String missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "needs root";
    }
    if (Tool.find("ip").isEmpty()) {
      return "ip not installed";
    }
    return Files.exists(Path.of("/dev/net/tun")) ? "" : "no /dev/net/tun";
  }

  /**
   * Makes it.
   *
   * @param congestion the kernel's name of the algorithm that TCP uses in both namespaces
   */
  static FarNetwork make(Workspace workspace, long delayMillis, double loss, String congestion) {
    FarNetwork network = new FarNetwork(workspace);
    try {
      Tun one = network.end(network.near, "gnear", NEAR_ADDRESS, congestion);
      Tun other = network.end(network.far, "gfar", FAR_ADDRESS, congestion);
      DelayLine.start(one, other, delayMillis, loss, 1);
      DelayLine.start(other, one, delayMillis, loss, 2);
      return network;
    } catch (IOException | RuntimeException e) {
      network.close();
      throw new IllegalStateException("can't make a network", e);
    }
  }

  private Tun end(String namespace, String device, String address, String congestion)
      throws IOException {
    run("ip", "netns", "add", namespace);
    Tun tun = Tun.create(device);
    ends.add(tun);
    run("ip", "link", "set", device, "netns", namespace);
    List<String> inside = List.of("ip", "-n", namespace);
    run(inside, "link", "set", "lo", "up");
    run(inside, "addr", "add", address + "/24", "dev", device);
    run(inside, "link", "set", device, "txqueuelen", Integer.toString(WAITING_PACKETS), "up");
    // A route may name any algorithm; the setting of a namespace only those that are allowed to
    // all.
    run(inside, "route", "replace", NETWORK, "dev", device, "src", address, "congctl", congestion);
    // What one connection has learnt of the line must not help or hinder the next one.
    run(in(namespace), "sh", "-c", "echo 1 > /proc/sys/net/ipv4/tcp_no_metrics_save");
    return tun;
  }

  /** What a command is to be started with on the sender's side. */
  List<String> near() {
    return in(near);
  }

  /** What a command is to be started with on the other side. */
  List<String> far() {
    return in(far);
  }

  private static List<String> in(String namespace) {
    return List.of("ip", "netns", "exec", namespace);
  }

  private void run(List<String> first, String... rest) {
    List<String> command = new ArrayList<>(first);
    command.addAll(List.of(rest));
    Tool.run(command, Map.of(), workspace.root(), workspace.log("ip"));
  }

  private void run(String... command) {
    run(List.of(), command);
  }

  @Override
  public void close() {
    for (String namespace : List.of(near, far)) {
      if (Files.exists(Path.of("/run/netns", namespace))) {
        run("ip", "netns", "del", namespace);
      }
    }
    ends.forEach(Tun::close);
  }
}
