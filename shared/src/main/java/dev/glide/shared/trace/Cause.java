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

  /** Of {@link #text}: as long as a correlation id may be. */
  public static final int LONGEST = Correlation.LONGEST;

  private static final char BETWEEN = '/';

  /** What the headers of a request say; they may be missing. */
  public static Cause of(@Nullable String correlation, @Nullable String traceParent) {
    return new Cause(correlation == null ? "" : correlation, TraceParent.of(traceParent));
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

  /**
   * A word of {@link #LONGEST} characters at most that {@link #parse} reads: the correlation and,
   * if there is a trace of the correlation's own, a slash and its span. Any other trace is left
   * out.
   */
  public String text() {
    return trace
        .filter(parent -> traceOf(correlation).equals(Optional.of(parent.trace())))
        .map(parent -> correlation + BETWEEN + parent.span())
        .filter(text -> text.length() <= LONGEST)
        .orElse(correlation);
  }

  /** Reads what {@link #text} wrote; what is no span is left out. */
  public static Cause parse(String text) {
    int between = text.indexOf(BETWEEN);
    if (between < 0) {
      return new Cause(text, Optional.empty());
    }
    String correlation = text.substring(0, between);
    String span = text.substring(between + 1);
    return new Cause(
        correlation, traceOf(correlation).flatMap(trace -> TraceParent.of(trace, span)));
  }

  private static Optional<String> traceOf(String correlation) {
    return Correlation.of(correlation).map(TraceParent::of).map(TraceParent::trace);
  }
}
