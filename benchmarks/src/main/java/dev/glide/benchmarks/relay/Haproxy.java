package dev.glide.benchmarks.relay;

import dev.glide.benchmarks.Ports;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An haproxy in TCP mode on loopback, as it comes: the baseline of what a relay costs. */
final class Haproxy implements Passage {
  private final Process process;
  private final int port;
  private final ServerSocketChannel behind;

  private Haproxy(Process process, int port, ServerSocketChannel behind) {
    this.process = process;
    this.port = port;
    this.behind = behind;
  }

  /** Starts one, if it is installed. */
  static Optional<Haproxy> start(Workspace workspace) {
    return Tool.find("haproxy").map(haproxy -> start(haproxy, workspace));
  }

  private static Haproxy start(Path haproxy, Workspace workspace) {
    int port = Ports.free();
    Path folder = workspace.folder("haproxy");
    Path file = folder.resolve("haproxy.cfg");
    try {
      ServerSocketChannel behind =
          ServerSocketChannel.open()
              .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Files.writeString(file, configuration(port, behind.socket().getLocalPort()));
      Process process =
          Tool.start(
              List.of(haproxy.toString(), "-db", "-f", file.toString()),
              Map.of(),
              folder,
              workspace.log("haproxy"));
      Ports.awaitListening(port, process);
      return new Haproxy(process, port, behind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(int port, int behind) {
    return """
    defaults
      mode tcp
      timeout connect 10s
      timeout client 10m
      timeout server 10m
    listen relay
      bind 127.0.0.1:%d
      server behind 127.0.0.1:%d
    """
        .formatted(port, behind);
  }

  @Override
  public Flow open() {
    try {
      SocketChannel in =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new Flow(in, behind.accept());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    Tool.stop(process);
    try {
      behind.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
