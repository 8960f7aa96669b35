package dev.glide.standalone.program;

/** How many bytes a second may pass, all together; may change at any time. */
final class Pace {
  static final long UNLIMITED = Long.MAX_VALUE;

  private long bytesPerSecond = UNLIMITED;
  private long owedUntil;

  synchronized void set(long newBytesPerSecond) {
    bytesPerSecond = newBytesPerSecond;
    owedUntil = System.nanoTime();
    notifyAll();
  }

  /** Returns when these bytes may pass. */
  synchronized void take(int bytes) throws InterruptedException {
    long left = owedUntil - System.nanoTime();
    while (bytesPerSecond != UNLIMITED && left > 0) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = owedUntil - System.nanoTime();
    }
    if (bytesPerSecond != UNLIMITED) {
      owedUntil = Math.max(owedUntil, System.nanoTime()) + bytes * 1_000_000_000L / bytesPerSecond;
    }
  }
}
