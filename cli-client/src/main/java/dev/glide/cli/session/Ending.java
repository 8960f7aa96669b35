package dev.glide.cli.session;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.util.Locale;
import java.util.Optional;

/** How a relay ends a connection (protocol, section 8), in words for people. */
enum Ending {
  PAIRED_AND_CLOSED("the other side hung up in the middle of the transfer"),
  PARTNER_NEVER_CAME("nobody came to the other side of the relay in time"),
  PARTNER_LOST("the other side lost its connection to the relay"),
  REPLACED("another connection of this device has taken over the session"),
  TOO_LATE("the session has moved on to a newer connection"),
  IDLE("the relay ended the connection because nothing passed over it"),
  LIFETIME("the relay ended the connection because it was as old as it may be"),
  OVER_LIMIT("the relay has as many sessions as it, or this account, may have"),
  DRAINING("the relay is going; another one will do"),
  FAILED("the relay failed");

  static final String LOST = "session-lost";

  private final String sentence;

  Ending(String sentence) {
    this.sentence = sentence;
  }

  /** Its name in the protocol, and the code of its failure. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Ending> of(String code) {
    for (Ending each : values()) {
      if (each.code().equals(code)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  Failure failure() {
    ExitCode exit = this == OVER_LIMIT ? ExitCode.OVER_LIMIT : ExitCode.NETWORK;
    return new Failure(exit, code(), sentence).hint("the same command again goes on");
  }

  /** For an end that the relay has no name for, or none that this client knows. */
  static Failure lost(String what) {
    return new Failure(ExitCode.NETWORK, LOST, what).hint("the same command again goes on");
  }
}
