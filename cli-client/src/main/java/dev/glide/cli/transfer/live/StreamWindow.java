package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Progress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The last chunks of a stream that is being read, the very last of which still grows. A chunk is
 * kept until all who are to have it have written it; whoever reads the stream waits for room.
 * Thread-safe.
 */
final class StreamWindow {
  /** Whole chunks that are kept. */
  static final int CHUNKS = 16;

  private final int chunkBytes;
  private final Progress progress;
  private final byte[][] ring;
  private final int[] counted;
  private final Map<String, Map<UUID, StreamReceiver>> receivers = new TreeMap<>();
  private final Set<String> wanted;
  private final Set<Supply.Poke> lanes = new LinkedHashSet<>();
  private int base;
  private int top;
  private int topLength;
  private long againBytes;
  private boolean closed;
  private boolean abandoned;

  StreamWindow(int chunkBytes, Collection<String> recipients, Progress progress) {
    this.chunkBytes = chunkBytes;
    this.progress = progress;
    // One more for the chunk that grows.
    this.ring = new byte[CHUNKS + 1][];
    this.counted = new int[CHUNKS + 1];
    this.wanted = new TreeSet<>(recipients);
  }

  int chunkBytes() {
    return chunkBytes;
  }

  /**
   * Adds what was read, waiting for room.
   *
   * @return false if nobody takes any more
   */
  boolean append(byte[] bytes, int length) throws Failure {
    int done = 0;
    while (done < length) {
      int added = add(bytes, done, length - done);
      if (added < 0) {
        return false;
      }
      done += added;
    }
    return true;
  }

  private synchronized int add(byte[] bytes, int from, int length) throws Failure {
    while (top - base >= CHUNKS && !abandoned) {
      Change.await(this);
    }
    if (abandoned) {
      return -1;
    }
    int count = Math.min(length, chunkBytes - topLength);
    System.arraycopy(bytes, from, slot(top), topLength, count);
    topLength += count;
    if (topLength == chunkBytes) {
      top++;
      topLength = 0;
      counted[top % counted.length] = 0;
      // Also those that wait for requests: there is more to be asked for.
      lanes.forEach(Supply.Poke::run);
    }
    notifyAll();
    return count;
  }

  private byte[] slot(int index) {
    int at = index % ring.length;
    byte[] known = ring[at];
    if (known == null) {
      known = new byte[chunkBytes];
      ring[at] = known;
    }
    return known;
  }

  /** The stream has ended; returns its length. */
  synchronized long end() {
    closed = true;
    lanes.forEach(Supply.Poke::run);
    notifyAll();
    return total();
  }

  private long total() {
    return (long) top * chunkBytes + topLength;
  }

  /** Nobody is to take any more: whoever waits here goes on. */
  synchronized void abandon() {
    abandoned = true;
    notifyAll();
  }

  synchronized void joined(Supply.Poke poke) {
    lanes.add(poke);
  }

  synchronized void left(Supply.Poke poke) {
    lanes.remove(poke);
    notifyAll();
  }

  /**
   * How many chunks can be asked for: the one that grows too, though it may be empty yet, so that
   * its first byte finds somebody who waits for it.
   */
  synchronized int available() {
    return closed && topLength == 0 ? top : top + 1;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Whether a chunk is whole and not the last: it can be sealed as such. */
  synchronized boolean isWhole(int index) {
    return index >= base && (index + 1 < top || (index + 1 == top && topLength > 0));
  }

  synchronized boolean isKept(int index) {
    return index >= base && index <= top;
  }

  /** Reads a whole chunk. */
  synchronized int read(int index, byte[] into) throws Failure {
    if (!isWhole(index)) {
      throw new Failure(ExitCode.FAILED, "internal", "a chunk of the stream is not kept any more");
    }
    System.arraycopy(slot(index), 0, into, 0, chunkBytes);
    return chunkBytes;
  }

  /**
   * What there is of a chunk.
   *
   * @param length of it that was copied
   * @param endsChunk whether there will be no more of this chunk after it
   * @param endsStream whether there will be nothing at all after it
   */
  record Piece(int length, boolean endsChunk, boolean endsStream) {}

  /**
   * Waits until there is more of a chunk than this, or it is known to end here; copies it.
   *
   * @return nothing if the chunk is not kept any more, or nobody is to take any more
   */
  synchronized @Nullable Piece follow(int index, int offset, byte[] into) throws Failure {
    while (isKept(index) && !abandoned && length(index) <= offset && !ends(index)) {
      Change.await(this);
    }
    if (!isKept(index) || abandoned || offset > length(index)) {
      return null;
    }
    int length = Math.min(into.length, length(index) - offset);
    System.arraycopy(slot(index), offset, into, 0, length);
    boolean last = offset + length == length(index);
    boolean endsStream = last && closed && offset + length + (long) index * chunkBytes == total();
    return new Piece(length, last && ends(index), endsStream);
  }

  private int length(int index) {
    return index < top ? chunkBytes : topLength;
  }

  private boolean ends(int index) {
    return index < top || closed;
  }

  synchronized StreamReceiver join(String recipient, UUID device) {
    return receivers
        .computeIfAbsent(recipient, _ -> new HashMap<>())
        .computeIfAbsent(device, _ -> new StreamReceiver(base));
  }

  /** So many bytes of a chunk have gone to a device, from an offset on. */
  synchronized void sent(StreamReceiver receiver, int index, int from, int to) {
    againBytes += receiver.sent(index, from, to);
    count(index);
  }

  /** A device says that it has written these. */
  synchronized void has(StreamReceiver receiver, int first, int last) {
    receiver.has(first, Math.min(last, top));
    advance();
  }

  /** Only these are to have it still; for the others nothing is kept. */
  synchronized void want(Set<String> recipients) {
    if (wanted.retainAll(recipients)) {
      advance();
    }
  }

  private void advance() {
    int first = top;
    for (String each : wanted) {
      first = Math.min(first, furthest(each, StreamReceiver::firstMissing));
    }
    if (first > base) {
      base = first;
      receivers.values().forEach(all -> all.values().forEach(each -> each.forget(base)));
      notifyAll();
    }
  }

  /** On one device of a recipient is enough: with the first that has all of it, it is delivered. */
  private int furthest(String recipient, ToIntFunction<StreamReceiver> place) {
    return receivers.getOrDefault(recipient, Map.of()).values().stream()
        .mapToInt(place)
        .max()
        .orElse(0);
  }

  /** Counts what of a chunk has gone to everybody. */
  private void count(int index) {
    int least = chunkBytes;
    for (String each : wanted) {
      least = Math.min(least, furthest(each, receiver -> receiver.sentTo(index)));
    }
    int at = index % counted.length;
    if (index >= base && least > counted[at]) {
      progress.moved(least - counted[at], Progress.Route.RELAY);
      counted[at] = least;
    }
  }

  synchronized long againBytes() {
    return againBytes;
  }
}
