package dev.glide.relay.session;

import dev.glide.relay.pairing.Arrival.Seat;
import dev.glide.relay.pairing.Ending;
import dev.glide.shared.trace.Cause;
import dev.glide.shared.trace.LogKeys;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Says what becomes of sessions: of their first lane to everybody, of the others to who looks
 * closer.
 */
final class SessionLog {
  private static final Logger LOG = Logger.getLogger(SessionLog.class);

  private SessionLog() {}

  static void joined(Seat seat, Cause cause) {
    say(seat, cause, "both sides are here");
  }

  static void ended(Seat seat, Cause cause, Ending ending) {
    say(seat, cause, "has ended: " + ending.word());
  }

  /** Runs on event loops, which must not keep what is put beside a line. */
  private static void say(Seat seat, Cause cause, String what) {
    Map<String, String> keys = cause.logKeys();
    keys.put(LogKeys.SESSION, seat.session().toString());
    keys.forEach(MDC::put);
    try {
      LOG.logf(
          seat.lane() == 0 ? Logger.Level.INFO : Logger.Level.DEBUG,
          "session %s, lane %d, epoch %d, %s: %s",
          seat.session(),
          seat.lane(),
          seat.epoch(),
          seat.side(),
          what);
    } finally {
      keys.keySet().forEach(MDC::remove);
    }
  }
}
