package dev.glide.registry.transfer;

import dev.glide.shared.count.Counts;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** What this process has done to transfers since its start, once it is committed. Thread-safe. */
@Singleton
public final class TransferCounts {
  private final Counts<Kind> changes = new Counts<>(Kind.class);
  private final Counts<Path> deliveries = new Counts<>(Path.class);
  private final Counts<Path> deliveredBytes = new Counts<>(Path.class);
  private volatile BiConsumer<Path, Duration> delivered = (path, took) -> {};

  /** The ways that were open to a transfer on its way to a recipient. */
  public enum Path {
    /** Through a relay only: it was not parked. */
    LIVE,
    /** From the chunk store only: the two have not met. */
    STORE,
    /** It was parked, and the two have met. */
    BOTH;

    static Path of(boolean parked, boolean met) {
      if (!met) {
        return STORE;
      }
      return parked ? BOTH : LIVE;
    }

    /** The name in metrics. */
    public String word() {
      return Counts.word(this);
    }
  }

  /** Transfers that have come to a state with a recipient: with each of several by itself. */
  public long changes(Kind kind) {
    return changes.of(kind);
  }

  public long deliveries(Path path) {
    return deliveries.of(path);
  }

  /** What those who have got theirs have got. */
  public long deliveredBytes(Path path) {
    return deliveredBytes.of(path);
  }

  /**
   * Tells of each delivery how long it has taken since it was accepted.
   *
   * @param listener is called by whatever thread serves the request
   */
  public void onDelivered(BiConsumer<Path, Duration> listener) {
    delivered = listener;
  }

  /** Some recipients have come to a state, for good. */
  void changed(Kind kind, int recipients) {
    changes.add(kind, recipients);
  }

  /** A recipient gets all of it with the caller's transaction. */
  void delivered(Handle db, Path path, long bytes, Duration took) {
    db.afterCommit(() -> {
      deliveries.count(path);
      deliveredBytes.add(path, bytes);
      delivered.accept(path, took);
    });
  }
}
