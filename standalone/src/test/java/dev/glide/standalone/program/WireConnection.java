package dev.glide.standalone.program;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Two sockets and what passes between them. */
final class WireConnection {
  private static final int READ_BYTES = 16 << 10;

  private final Socket client;
  private final Socket server;
  private final Wire wire;
  private final CountDownLatch bothEnded = new CountDownLatch(2);
  private final CountDownLatch isReset = new CountDownLatch(1);
  private final AtomicLong passed = new AtomicLong();
  private volatile boolean silent;

  WireConnection(Socket client, Socket server, Wire wire) {
    this.client = client;
    this.server = server;
    this.wire = wire;
  }

  /** Passes both directions, until both have ended or it is reset. */
  void pass(AtomicLong up, AtomicLong down) throws IOException, InterruptedException {
    for (Socket each : new Socket[] {client, server}) {
      each.setSendBufferSize(Wire.BUFFER_BYTES);
      each.setTcpNoDelay(true);
    }
    Thread.ofVirtual().name("wire-up").start(() -> pump(client, server, up));
    Thread.ofVirtual().name("wire-down").start(() -> pump(server, client, down));
    bothEnded.await();
    if (silent) {
      // Not even the end gets through.
      isReset.await();
    }
  }

  /** How much has been passed on so far, in both directions. */
  long passed() {
    return passed.get();
  }

  void silence() {
    silent = true;
  }

  /** Both ends see a broken connection. */
  void reset() {
    isReset.countDown();
    for (Socket each : new Socket[] {client, server}) {
      try {
        each.setSoLinger(true, 0);
      } catch (IOException alreadyClosed) {
        continue;
      }
      close(each);
    }
  }

  /** What has been passed still arrives. */
  void close() {
    close(client);
    close(server);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // That is what was wanted.
      return;
    }
  }

  private void pump(Socket from, Socket to, AtomicLong total) {
    try {
      byte[] buffer = new byte[READ_BYTES];
      for (int n = from.getInputStream().read(buffer); n >= 0; ) {
        wire.admit(buffer, n);
        if (!silent) {
          to.getOutputStream().write(buffer, 0, n);
          total.addAndGet(n);
          passed.addAndGet(n);
        }
        n = from.getInputStream().read(buffer);
      }
      if (!silent) {
        to.shutdownOutput();
      }
    } catch (IOException broken) {
      if (!silent) {
        reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bothEnded.countDown();
    }
  }
}
