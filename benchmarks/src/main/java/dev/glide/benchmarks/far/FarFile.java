package dev.glide.benchmarks.far;

import dev.glide.benchmarks.GlideServer;
import dev.glide.benchmarks.Person;
import dev.glide.benchmarks.Ports;
import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import dev.glide.benchmarks.live.LiveMail;
import dev.glide.benchmarks.live.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file live over 100 ms of round trip and 0.1 % of loss: against one TCP connection. */
public final class FarFile implements Scenario {
  private static final long BYTES = 200L << 20;

  /** The baseline moves a quarter and counts it four times: a lossy line takes it minutes. */
  private static final int BASELINE_PART = 4;

  private static final long DELAY_MILLIS = 50;
  private static final double LOSS = 0.001;
  private static final double LEAST_RATIO = 3;
  private static final Path CONGESTION =
      Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");

  @Override
  public String name() {
    return "far";
  }

  @Override
  public List<Result> measure(Setting setting) {
    String missing = FarNetwork.missing();
    if (missing.isEmpty() && Tool.find("socat").isEmpty()) {
      missing = "socat not installed";
    }
    if (!missing.isEmpty()) {
      return List.of(Result.figure("far (%s)".formatted(missing), 0, "s"));
    }
    return algorithms().map(each -> measure(setting, each)).toList();
  }

  /** Cubic is what most senders use; BBR hardly minds loss, so it is worth a line of its own. */
  private static Stream<String> algorithms() {
    try {
      List<String> known = List.of(Files.readString(CONGESTION).strip().split(" ", -1));
      return Stream.of("cubic", "bbr").filter(known::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result measure(Setting setting, String congestion) {
    Workspace workspace = setting.workspace();
    Path file = workspace.randomFile("far.bin", BYTES);
    Path quarter = workspace.randomFile("far-quarter.bin", BYTES / BASELINE_PART);
    Path data = workspace.folder("server");
    try (FarNetwork network = FarNetwork.make(workspace, DELAY_MILLIS, LOSS, congestion);
        GlideServer server =
            GlideServer.start(
                glide(network.far(), setting),
                FarNetwork.FAR_ADDRESS,
                data,
                workspace.log("server"))) {
      Person alice =
          Person.register(glide(network.near(), setting), workspace, "alice", server.url());
      Person bob = Person.register(glide(network.far(), setting), workspace, "bob", server.url());
      LiveMail mail = new LiveMail(workspace, alice, bob, file);
      try (Waiting waiting = Waiting.start(workspace, bob, "@alice")) {
        return setting
            .rounds()
            .against(
                "200 MiB live, 100 ms round trip, 0.1 %% loss, %s".formatted(congestion),
                () -> mail.untilWhole(waiting),
                "socat, one connection",
                () -> BASELINE_PART * socat(network, workspace, quarter),
                "s",
                LEAST_RATIO);
      }
    } finally {
      Workspace.delete(file);
      Workspace.delete(quarter);
      Workspace.delete(data);
    }
  }

  private static List<String> glide(List<String> inside, Setting setting) {
    return Stream.concat(inside.stream(), Stream.of(setting.glide().toString())).toList();
  }

  /** Seconds until the other side has it all. */
  static double socat(FarNetwork network, Workspace workspace, Path file) {
    int port = Ports.free();
    Path got = workspace.root().resolve("socat.bin");
    Process receiver =
        start(network.far(), workspace, "TCP-LISTEN:" + port, "CREATE:" + got, "receiver");
    try {
      Ports.awaitListening(port, receiver);
      long begin = System.nanoTime();
      Process sender =
          start(
              network.near(),
              workspace,
              "OPEN:" + file,
              "TCP:" + FarNetwork.FAR_ADDRESS + ":" + port,
              "sender");
      Tool.await(receiver, workspace.log("far-receiver"));
      double seconds = (System.nanoTime() - begin) / 1e9;
      Tool.stop(sender);
      return seconds;
    } finally {
      Tool.stop(receiver);
      Workspace.delete(got);
    }
  }

  private static Process start(
      List<String> inside, Workspace workspace, String from, String to, String side) {
    List<String> command = new ArrayList<>(inside);
    command.addAll(List.of("socat", "-u", "-b131072", from, to));
    return Tool.start(command, Map.of(), workspace.root(), workspace.log("far-" + side));
  }
}
