package dev.glide.shared.trace;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The place of a piece of work in a trace: which trace, and what it is done for. The client makes
 * one a command; each service that keeps traces puts its own work in between, every other passes it
 * on as it is.
 *
 * @param trace 32 hexadecimal digits, not all of them 0
 * @param span 16 hexadecimal digits, not all of them 0
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public record TraceParent(String trace, String span) {
  /** Header of requests, and extension attribute of CloudEvents. */
  public static final String NAME = "traceparent";

  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  private static final int VERSION_DIGITS = 2;
  private static final int TRACE_AT = VERSION_DIGITS + 1;
  private static final int SPAN_AT = TRACE_AT + TRACE_DIGITS + 1;
  private static final int FLAGS_AT = SPAN_AT + SPAN_DIGITS + 1;
  private static final int LENGTH = FLAGS_AT + 2;
  private static final String VERSION = "00";
  private static final String NO_VERSION = "ff";

  public TraceParent {
    if (!isId(trace, TRACE_DIGITS) || !isId(span, SPAN_DIGITS)) {
      throw new IllegalArgumentException("a trace has 32 hexadecimal digits, a span 16");
    }
  }

  /**
   * The beginning of a command's trace: the digits of its correlation id, so that who has the one
   * finds the other.
   */
  public static TraceParent of(Correlation command) {
    String digits = command.id().replace("-", "");
    if (!isId(digits, TRACE_DIGITS) || !isId(digits.substring(SPAN_DIGITS), SPAN_DIGITS)) {
      byte[] id = command.id().getBytes(StandardCharsets.US_ASCII);
      digits = UUID.nameUUIDFromBytes(id).toString().replace("-", "");
    }
    return new TraceParent(digits, digits.substring(SPAN_DIGITS));
  }

  /** What a peer has sent, if it can be used; versions to come say at least what this one does. */
  public static Optional<TraceParent> of(@Nullable String header) {
    if (header == null || header.length() < LENGTH || !isFramed(header)) {
      return Optional.empty();
    }
    String trace = header.substring(TRACE_AT, SPAN_AT - 1);
    String span = header.substring(SPAN_AT, FLAGS_AT - 1);
    return isId(trace, TRACE_DIGITS) && isId(span, SPAN_DIGITS)
        ? Optional.of(new TraceParent(trace, span))
        : Optional.empty();
  }

  private static boolean isFramed(String header) {
    String version = header.substring(0, VERSION_DIGITS);
    boolean ends =
        header.length() == LENGTH || (!version.equals(VERSION) && header.charAt(LENGTH) == '-');
    return ends
        && isHex(version)
        && !version.equals(NO_VERSION)
        && header.charAt(TRACE_AT - 1) == '-'
        && header.charAt(SPAN_AT - 1) == '-'
        && header.charAt(FLAGS_AT - 1) == '-'
        && isHex(header.substring(FLAGS_AT, LENGTH));
  }

  private static boolean isId(String text, int digits) {
    return text.length() == digits && isHex(text) && text.chars().anyMatch(each -> each != '0');
  }

  private static boolean isHex(String text) {
    return text.chars()
        .allMatch(each -> (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f'));
  }

  /** The header; who keeps which traces is decided by their ids, so all are marked to be kept. */
  public String text() {
    return VERSION + "-" + trace + "-" + span + "-01";
  }
}
