package dev.glide.standalone.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are started again where they were. They lie below those that the system
 * gives to outgoing connections: no client that tries to reach a dead server can take its port.
 */
public final class Ports {
  private static final int FIRST = 12_000;
  private static final int END = 32_000;
  private static final int TRIES = 100;

  private Ports() {}

  public static int free() throws IOException {
    IOException last = new IOException("not tried");
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw last;
  }
}
