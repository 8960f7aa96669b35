package dev.glide.benchmarks.relay;

import dev.glide.benchmarks.Cpu;
import dev.glide.benchmarks.GlideServer;
import dev.glide.benchmarks.Person;
import dev.glide.benchmarks.Result;
import dev.glide.benchmarks.Scenario;
import dev.glide.benchmarks.Setting;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What ten thousand people who are online, and do nothing, cost the server in memory. */
public final class Presences implements Scenario {
  private static final int SOCKETS = 10_000;
  private static final int PEOPLE = 200;
  private static final int SETTLE_MILLIS = 15_000;
  private static final int LOOK_MILLIS = 20_000;
  private static final double MEBIBYTE = 1 << 20;

  @Override
  public String name() {
    return "presences";
  }

  @Override
  public List<Result> measure(Setting setting) {
    Workspace workspace = setting.workspace();
    String name = "%,d idle presences, over an idle server".formatted(SOCKETS);
    if (fileLimit() < SOCKETS + 1000) {
      return List.of(
          Result.figure(name + " (needs ulimit -n %d)".formatted(SOCKETS + 1000), 0, "MiB"));
    }
    Path data = workspace.folder("server");
    List<SocketChannel> open = new ArrayList<>();
    try (GlideServer server = GlideServer.start(setting.glide(), data, workspace.log("server"))) {
      List<String> tokens =
          IntStream.range(0, PEOPLE)
              .mapToObj(i -> Person.enrol(setting.glide(), workspace, "p" + i, server.url()))
              .map(Person::accessToken)
              .toList();
      int port = URI.create(server.url()).getPort();
      // What the first ones cost is paid by any server that has been used.
      tokens.forEach(token -> open.add(presence(port, token)));
      long before = server.residentBytes();
      for (int i = 0; i < SOCKETS; i++) {
        open.add(presence(port, tokens.get(i % PEOPLE)));
      }
      Tool.pause(SETTLE_MILLIS);
      double more = (server.residentBytes() - before) / MEBIBYTE;
      return List.of(
          Result.atMost(name, more, "MiB", 200),
          Result.figure("processor for them, a second", millisASecond(server.process()), "ms"));
    } finally {
      close(open);
      Workspace.delete(data);
    }
  }

  /** They are asked every ten seconds whether they are there; this looks for twice as long. */
  private static double millisASecond(ProcessHandle server) {
    Duration before = Cpu.of(server);
    Tool.pause(LOOK_MILLIS);
    return Cpu.of(server).minus(before).toNanos() / 1e6 / (LOOK_MILLIS / 1e3);
  }

  private static SocketChannel presence(int port, String token) {
    return Upgrade.toWebSocket(port, "/relay/v1/presence", token).connect();
  }

  private static void close(List<SocketChannel> open) {
    for (SocketChannel each : open) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** How many files this process may have open, as do those that it starts. */
  private static long fileLimit() {
    try {
      return Files.readAllLines(Path.of("/proc/self/limits")).stream()
          .filter(line -> line.startsWith("Max open files"))
          .mapToLong(line -> number(line.split(" {2,}", -1)[2]))
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE; // not Linux
    }
  }

  private static long number(String limit) {
    return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
  }
}
