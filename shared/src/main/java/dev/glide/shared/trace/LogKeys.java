package dev.glide.shared.trace;

/** Keys of structured log lines; the same thing has the same key in every service. */
public final class LogKeys {
  public static final String CORRELATION = "correlation";

  /** Id of the trace that the work belongs to. */
  public static final String TRACE = "trace";

  /** Id of what it is done for, within the trace. */
  public static final String SPAN = "span";

  /** A user's id: handles are not logged. */
  public static final String USER = "user";

  public static final String DEVICE = "device";
  public static final String TRANSFER = "transfer";
  public static final String SESSION = "session";
  public static final String RELAY = "relay";

  /** Id of an event. */
  public static final String EVENT = "event";

  public static final String TOPIC = "topic";

  /** Code of an error, as in problem documents. */
  public static final String CODE = "code";

  private LogKeys() {}
}
