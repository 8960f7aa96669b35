package dev.glide.shared.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work is done for.
 *
 * @param correlation id of the command; empty if that is not known
 * @param trace its place in a trace, if somebody has begun one
 */
public record Cause(String correlation, Optional<TraceParent> trace) {
  /** Not known. */
  public static final Cause NONE = new Cause("", Optional.empty());

  /** What the headers of a request say; they may be missing. */
  public static Cause of(@Nullable String correlation, @Nullable String traceParent) {
    return new Cause(correlation == null ? "" : correlation, TraceParent.of(traceParent));
  }

  /** What is known of a command by its id alone: its trace begins with it. */
  public static Cause ofCommand(String correlation) {
    return new Cause(correlation, Correlation.of(correlation).map(TraceParent::of));
  }

  /** What log lines are to bear; the caller's to add to. */
  public Map<String, String> logKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    if (!correlation.isEmpty()) {
      keys.put(LogKeys.CORRELATION, correlation);
    }
    trace.ifPresent(parent -> {
      keys.put(LogKeys.TRACE, parent.trace());
      keys.put(LogKeys.SPAN, parent.span());
    });
    return keys;
  }
}
