package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.Handle;
import dev.glide.shared.api.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a person wants to send.
 *
 * @param paths files and folders; empty for a stream
 * @param recipients handles, without {@code @}
 * @param expires how long it may wait; empty for the server's default
 * @param patience how long to wait for somebody to take it; empty for what fits the delivery
 */
public record SendOrder(
    List<Path> paths,
    List<String> recipients,
    Optional<Duration> expires,
    Optional<String> note,
    Delivery delivery,
    Optional<Duration> patience) {
  static final Duration AUTO_PATIENCE = Duration.ofSeconds(20);
  static final Duration LIVE_PATIENCE = Duration.ofMinutes(10);

  public SendOrder {
    paths = List.copyOf(paths);
    recipients = List.copyOf(recipients);
  }

  /** One that takes whichever way is there. */
  public SendOrder(
      List<Path> paths,
      List<String> recipients,
      Optional<Duration> expires,
      Optional<String> note) {
    this(paths, recipients, expires, note, Delivery.AUTO, Optional.empty());
  }

  /** Which ways it may take. */
  public enum Delivery {
    /** Straight to those who are there and say yes in time; parked for the others. */
    AUTO,
    /** Straight to its recipients, and never stored. */
    LIVE,
    /** Into the chunk store, without waiting for anybody. */
    PARK
  }

  /** How long to wait for somebody to take it. */
  Duration waiting() {
    return patience.orElse(
        switch (delivery) {
          case AUTO -> AUTO_PATIENCE;
          case LIVE -> LIVE_PATIENCE;
          case PARK -> Duration.ZERO;
        });
  }

  /** The recipients, each once, in order of handle. */
  List<String> everyRecipient() {
    return List.copyOf(new TreeSet<>(recipients));
  }

  /** The paths, absolute, as they were named. */
  List<String> absolutePaths() {
    return paths.stream().map(each -> each.toAbsolutePath().normalize().toString()).toList();
  }

  void requireValid() throws Failure {
    if (recipients.isEmpty()) {
      throw new Failure(ExitCode.USAGE, "no-recipient", "nobody to send to")
          .hint("name somebody: glide send FILE @user");
    }
    for (String each : recipients) {
      if (!Handle.isValid(each)) {
        throw new Failure(ExitCode.USAGE, "handle-invalid", "'" + each + "' can't be a name")
            .hint("glide list shows who is there");
      }
    }
    if (everyRecipient().size() > Limits.MAX_RECIPIENTS) {
      throw new Failure(
          ExitCode.OVER_LIMIT,
          "too-large",
          "%d recipients, at most %d are allowed"
              .formatted(everyRecipient().size(), Limits.MAX_RECIPIENTS));
    }
    if (expires.isPresent()
        && (expires.get().toSeconds() < 1 || expires.get().compareTo(Limits.MAX_EXPIRY) > 0)) {
      throw new Failure(
          ExitCode.USAGE,
          "expiry",
          "it may wait for up to %d days".formatted(Limits.MAX_EXPIRY.toDays()));
    }
    if (patience.isPresent() && patience.get().isNegative()) {
      throw new Failure(ExitCode.USAGE, "wait", "nobody waits for less than no time");
    }
  }
}
