package dev.glide.registry.problem;

import dev.glide.shared.count.Counts;
import dev.glide.shared.error.ErrorCode;
import jakarta.inject.Singleton;

/** How many requests have been refused since the start, by code. Thread-safe. */
@Singleton
public final class RefusalCounts {
  private final Counts<ErrorCode> counts = new Counts<>(ErrorCode.class);

  public long of(ErrorCode code) {
    return counts.of(code);
  }

  void count(ErrorCode code) {
    counts.count(code);
  }
}
