package dev.glide.cli.online;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Reading;
import dev.glide.cli.transfer.Offer;
import dev.glide.cli.transfer.Receiver;
import java.time.Instant;
import java.util.Optional;

/** Something that a person who stays online may want to know. */
public sealed interface News {

  /**
   * This device is online.
   *
   * @param again whether it was said to be offline before
   */
  record Online(boolean again) implements News {}

  /** It is not, and goes on trying; said once an outage. */
  record Offline(Failure why) implements News {}

  /** Somebody who is not trusted offers something: a person must say yes. Said once. */
  record Offered(Offer offer) implements News {}

  /** A fetch begins; said at the first try only. */
  record Begun(Offer offer) implements News {}

  /**
   * All of it is here.
   *
   * @param pace how long it took and by which way it came
   */
  record Fetched(Receiver.Received received, Reading pace) implements News {}

  /**
   * A try has failed.
   *
   * @param known whether the try before has failed for the same reason
   * @param next when it is tried again; empty if only news of it can help
   */
  record Failed(Offer offer, Failure why, boolean known, Optional<Instant> next) implements News {}

  /**
   * What was announced or begun waits no more: taken back, declined, expired, or fetched elsewhere.
   */
  record Gone(Offer offer) implements News {}
}
