package dev.glide.chunks.storage.s3;

import dev.glide.shared.count.Counts;
import dev.glide.shared.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;

/** What has come of the calls to S3 since the start, each try by itself. Thread-safe. */
@ApplicationScoped
public class S3Calls {
  private final Counts<Outcome> counts = new Counts<>(Outcome.class);

  /** What can come of a try. */
  public enum Outcome {
    /** The server has done it, or said that there is no such object. */
    DONE,
    /** It failed, and was tried again. */
    AGAIN,
    /** It failed for good: who asked for it was refused. */
    FAILED,
    /** The server has no room; who asked for it was refused. */
    FULL,
    /** There was no connection left for it; who asked for it was refused. */
    BUSY;

    /** The name in metrics. */
    public String word() {
      return Counts.word(this);
    }
  }

  public long of(Outcome outcome) {
    return counts.of(outcome);
  }

  void count(Outcome outcome) {
    counts.count(outcome);
  }

  void gaveUp(Trouble trouble) {
    count(trouble.refusal().code() == ErrorCode.STORAGE_FULL ? Outcome.FULL : Outcome.FAILED);
  }
}
