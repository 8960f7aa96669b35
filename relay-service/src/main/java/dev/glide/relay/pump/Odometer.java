package dev.glide.relay.pump;

/** How far an end has got, in pieces that add up: no byte is told of twice. Thread-safe. */
public final class Odometer {
  private final PipeEnd end;
  private long seenBytes;

  public Odometer(PipeEnd end) {
    this.end = end;
  }

  /** Bytes that have come from the end since this was asked last. */
  public synchronized long newBytes() {
    long before = seenBytes;
    seenBytes = end.movedBytes();
    return seenBytes - before;
  }
}
