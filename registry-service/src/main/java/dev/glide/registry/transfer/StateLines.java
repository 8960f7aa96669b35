package dev.glide.registry.transfer;

import dev.glide.shared.event.TransferEvent.Kind;
import dev.glide.shared.trace.LogKeys;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** A line of the log for each state that a transfer has come to. */
final class StateLines {
  private static final Logger LOG = Logger.getLogger(StateLines.class);

  private StateLines() {}

  /** Beside the line is what is known of the request: who has done it, as which command. */
  static void say(UUID transfer, Kind kind) {
    Object before = MDC.get(LogKeys.TRANSFER);
    MDC.put(LogKeys.TRANSFER, transfer.toString());
    LOG.infof("transfer %s: %s", transfer, kind.name().toLowerCase(Locale.ROOT));
    if (before == null) {
      MDC.remove(LogKeys.TRANSFER);
    } else {
      MDC.put(LogKeys.TRANSFER, before);
    }
  }
}
