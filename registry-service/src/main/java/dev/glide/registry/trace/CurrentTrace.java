package dev.glide.registry.trace;

import dev.glide.shared.trace.LogKeys;
import dev.glide.shared.trace.TraceParent;
import java.util.Optional;
import org.jboss.logging.MDC;

/** The place in a trace that log lines of this moment bear, and that events are to bear. */
public final class CurrentTrace {
  private CurrentTrace() {}

  /** Empty if nothing is known, as for what the registry does by itself. */
  public static Optional<TraceParent> parent() {
    return MDC.get(LogKeys.TRACE) instanceof String trace
            && MDC.get(LogKeys.SPAN) instanceof String span
        ? Optional.of(new TraceParent(trace, span))
        : Optional.empty();
  }
}
