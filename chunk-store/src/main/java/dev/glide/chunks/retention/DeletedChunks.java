package dev.glide.chunks.retention;

import dev.glide.shared.count.Counts;
import jakarta.enterprise.context.ApplicationScoped;

/** How many chunks this process has deleted since its start, and why. Thread-safe. */
@ApplicationScoped
public class DeletedChunks {
  private final Counts<Reason> counts = new Counts<>(Reason.class);

  /** Why chunks go. */
  public enum Reason {
    /** The registry has said that their transfer has ended. */
    ENDED,
    /** Their day has passed, whatever the registry has said. */
    SWEPT;

    /** The name in metrics. */
    public String word() {
      return Counts.word(this);
    }
  }

  public long of(Reason reason) {
    return counts.of(reason);
  }

  void add(Reason reason, long chunks) {
    counts.add(reason, chunks);
  }
}
