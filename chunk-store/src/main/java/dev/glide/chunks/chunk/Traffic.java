package dev.glide.chunks.chunk;

import dev.glide.shared.count.Counts;
import dev.glide.shared.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** What has been asked of this chunk store since its start, and what came of it. Thread-safe. */
@ApplicationScoped
public class Traffic {
  /** The result of a request that was served. */
  public static final String SERVED = "served";

  /** The result of a request whose client went away. */
  public static final String LOST = "lost";

  /** Methods that have a meaning here; anything else is counted as one. */
  private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST");

  private static final String OTHER_METHOD = "other";

  /** What is worth a call when it happens first: where there was no count, none has risen. */
  private static final List<String> EXPECTED =
      List.of(
          SERVED,
          LOST,
          ErrorCode.TICKET_REFUSED.code(),
          ErrorCode.STORAGE_AWAY.code(),
          ErrorCode.STORAGE_FULL.code(),
          ErrorCode.CHUNK_DAMAGED.code(),
          ErrorCode.INTERNAL.code());

  private final Counts<Direction> chunks = new Counts<>(Direction.class);
  private final Counts<Direction> bytes = new Counts<>(Direction.class);
  private final Counts<Direction> bytesUnderWay = new Counts<>(Direction.class);
  private final Map<Kind, LongAdder> requests = new ConcurrentHashMap<>();
  private volatile Consumer<Kind> listener = kind -> {};

  Traffic() {
    for (String method : METHODS) {
      for (String result : EXPECTED) {
        requests.put(new Kind(method, result), new LongAdder());
      }
    }
  }

  /**
   * Requests that count as the same.
   *
   * @param result {@link #SERVED}, {@link #LOST} or the code of the refusal
   */
  public record Kind(String method, String result) {}

  /** Whether a chunk comes to be stored, or goes to be fetched. */
  public enum Direction {
    IN,
    OUT;

    /** The name in metrics. */
    public String word() {
      return Counts.word(this);
    }
  }

  /** Whole chunks that have been stored or sent. */
  public long chunks(Direction direction) {
    return chunks.of(direction);
  }

  /** Bytes of whole chunks that have been stored or sent. */
  public long bytes(Direction direction) {
    return bytes.of(direction);
  }

  /** Bytes of chunks that are being stored or sent now: of each its whole length. */
  public long bytesUnderWay(Direction direction) {
    return bytesUnderWay.of(direction);
  }

  /** How many requests of a kind there were. */
  public long requests(Kind kind) {
    LongAdder count = requests.get(kind);
    return count == null ? 0 : count.sum();
  }

  /**
   * Tells of each kind once: of some at once, of the others when there is the first of it.
   *
   * @param listener is called by whatever thread serves the request
   */
  public void onFirst(Consumer<Kind> listener) {
    this.listener = listener;
    requests.keySet().forEach(listener);
  }

  /** A chunk is under way from now on, until what this gives is closed. */
  Load begin(Direction direction, long length) {
    bytesUnderWay.add(direction, length);
    return new Load(direction, length);
  }

  /** A chunk that is under way; for one thread. */
  final class Load implements AutoCloseable {
    private final Direction direction;
    private final long length;

    private Load(Direction direction, long length) {
      this.direction = direction;
      this.length = length;
    }

    /** All of it has arrived. */
    void done() {
      chunks.count(direction);
      bytes.add(direction, length);
    }

    @Override
    public void close() {
      bytesUnderWay.add(direction, -length);
    }
  }

  void served(String method) {
    count(method, SERVED);
  }

  void lost(String method) {
    count(method, LOST);
  }

  void refused(String method, ErrorCode code) {
    count(method, code.code());
  }

  private void count(String method, String result) {
    String known = METHODS.contains(method) ? method : OTHER_METHOD;
    requests.computeIfAbsent(new Kind(known, result), this::first).increment();
  }

  private LongAdder first(Kind kind) {
    listener.accept(kind);
    return new LongAdder();
  }
}
