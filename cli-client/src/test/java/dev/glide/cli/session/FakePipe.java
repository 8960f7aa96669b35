package dev.glide.cli.session;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Two sockets of a {@link FakeRelay}, each passed on to the other, half-closes too. */
final class FakePipe {
  private final Socket one;
  private final Socket other;
  private final AtomicInteger open = new AtomicInteger(2);
  private final AtomicLong passed = new AtomicLong();
  private boolean frozen;

  private FakePipe(Socket one, Socket other) {
    this.one = one;
    this.other = other;
  }

  static FakePipe between(Socket one, Socket other) {
    return new FakePipe(one, other);
  }

  /** Begins to pump, on threads of its own. */
  void run(Meddler fromOne, Meddler fromOther, Runnable atEnd) {
    Thread.ofVirtual().start(() -> pump(one, other, fromOne, atEnd));
    Thread.ofVirtual().start(() -> pump(other, one, fromOther, atEnd));
  }

  private void pump(Socket from, Socket to, Meddler meddler, Runnable atEnd) {
    byte[] buffer = new byte[64 * 1024];
    try {
      OutputStream out = to.getOutputStream();
      try {
        for (int count; (count = from.getInputStream().read(buffer)) >= 0; ) {
          awaitThaw();
          meddler.pass(buffer, count, out);
          passed.addAndGet(count);
        }
      } catch (EOFException e) {
        // The meddler has had enough.
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One broke: so does the other.
      cut();
    } finally {
      if (open.decrementAndGet() == 0) {
        cut();
        atEnd.run();
      }
    }
  }

  private synchronized void awaitThaw() throws IOException {
    try {
      while (frozen) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  synchronized void freeze(boolean cold) {
    frozen = cold;
    notifyAll();
  }

  long passed() {
    return passed.get();
  }

  void cut() {
    freeze(false);
    close(one);
    close(other);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
      return;
    }
  }
}
