package dev.glide.cli.transfer.live;

import dev.glide.cli.session.LaneRecord;
import java.util.UUID;

/** What is sent over the sessions of one transfer. Thread-safe. */
public interface Cargo {

  /** What a device of a recipient is sent from; kept as long as its session. */
  Supply supplyFor(String recipient, UUID device);

  /** A device says what it has written. */
  void has(String recipient, UUID device, LaneRecord.Have have);
}
