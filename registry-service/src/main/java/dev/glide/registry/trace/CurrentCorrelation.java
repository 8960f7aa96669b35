package dev.glide.registry.trace;

import dev.glide.shared.trace.LogKeys;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** The correlation id that log lines of this moment bear, and that rows are to bear. */
public final class CurrentCorrelation {
  private CurrentCorrelation() {}

  /** {@code null} if nothing is known, as for what the registry does by itself. */
  public static @Nullable String id() {
    return MDC.get(LogKeys.CORRELATION) instanceof String id ? id : null;
  }
}
