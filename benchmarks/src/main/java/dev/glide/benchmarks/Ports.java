package dev.glide.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** TCP ports of this machine. */
public final class Ports {
  private static final long LIMIT_SECONDS = 20;
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final String LISTENING = "0A";

  private Ports() {}

  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until somebody listens there, without connecting: some listen for one connection only.
   *
   * @throws IllegalStateException if {@code process} ends before, or nobody does within 20 s
   */
  public static void awaitListening(int port, Process process) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    Path sockets = Path.of("/proc", Long.toString(process.pid()), "net");
    String end = ":%04X".formatted(port);
    while (!listens(sockets, end)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("nobody listens on port " + port);
      }
      Tool.pause(1);
    }
  }

  /** Looks with the eyes of that process, which may live in another network namespace. */
  private static boolean listens(Path sockets, String end) {
    return stands(sockets.resolve("tcp"), end) || stands(sockets.resolve("tcp6"), end);
  }

  private static boolean stands(Path table, String end) {
    List<String> lines;
    try {
      lines = Files.readAllLines(table);
    } catch (IOException e) {
      return false; // the process has ended
    }
    return lines.stream()
        .map(line -> line.strip().split(" +", STATE + 2))
        .anyMatch(fields ->
            fields.length > STATE
                && fields[LOCAL].endsWith(end)
                && fields[STATE].equals(LISTENING));
  }
}
