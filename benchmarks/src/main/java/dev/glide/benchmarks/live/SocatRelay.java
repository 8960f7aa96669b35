package dev.glide.benchmarks.live;

import dev.glide.benchmarks.Ports;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plainest relay there is: one socat between two others, without any encryption. */
final class SocatRelay {
  static final String NAME = "socat through a socat relay";
  private static final String SOCAT = "exec socat -b131072 ";
  private final Workspace workspace;

  private SocatRelay(Workspace workspace) {
    this.workspace = workspace;
  }

  static Optional<SocatRelay> find(Workspace workspace) {
    return Tool.find("socat").map(_ -> new SocatRelay(workspace));
  }

  /** Seconds from the start of the sender, the others waiting, until the receiver has it all. */
  double file(Path file) {
    Path got = workspace.root().resolve("socat.bin");
    double seconds = run(SOCAT + "-u OPEN:" + file + " %s", SOCAT + "-u %s CREATE:" + got, false);
    Workspace.delete(got);
    return seconds;
  }

  /** The same, with the starts of all three. */
  double fileWithStarts(Path file) {
    Path got = workspace.root().resolve("socat.bin");
    double seconds = run(SOCAT + "-u OPEN:" + file + " %s", SOCAT + "-u %s CREATE:" + got, true);
    Workspace.delete(got);
    return seconds;
  }

  /** As {@link #file}, for a folder, by tar. */
  double tree(Path tree) {
    Path got = workspace.folder("socat-tree");
    double seconds =
        run(
            "tar c -C " + tree + " . | socat -u -b131072 - %s",
            "socat -u -b131072 %s - | tar x -C " + got,
            false);
    Workspace.delete(got);
    return seconds;
  }

  private double run(String sender, String receiver, boolean withStarts) {
    int near = Ports.free();
    int far = Ports.free();
    List<Process> started = new ArrayList<>();
    long begin = System.nanoTime();
    Process last = shell(receiver.formatted(listen(far)), "socat-receiver");
    started.add(last);
    try {
      Ports.awaitListening(far, last);
      Process relay = shell(SOCAT + listen(near) + " " + connect(far), "socat-relay");
      started.add(relay);
      Ports.awaitListening(near, relay);
      if (!withStarts) {
        begin = System.nanoTime();
      }
      started.add(shell(sender.formatted(connect(near)), "socat-sender"));
      Tool.await(last, workspace.log("socat-receiver"));
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      started.forEach(Tool::stop);
    }
  }

  private static String listen(int port) {
    return "TCP-LISTEN:" + port + ",bind=127.0.0.1";
  }

  private static String connect(int port) {
    return "TCP:127.0.0.1:" + port;
  }

  private Process shell(String line, String log) {
    return Tool.start(List.of("sh", "-c", line), Map.of(), workspace.root(), workspace.log(log));
  }
}
