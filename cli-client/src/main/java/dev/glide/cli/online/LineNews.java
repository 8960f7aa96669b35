package dev.glide.cli.online;

import dev.glide.cli.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says once that the server is away and once that it is back; keeps quiet about a connection that
 * is only made anew. Pure; one thread.
 */
final class LineNews {
  /** A connection that moves to another relay is back sooner than this. */
  static final Duration UNNOTICED = Duration.ofSeconds(2);

  private enum Said {
    NOTHING,
    ONLINE,
    OFFLINE
  }

  private Said said = Said.NOTHING;
  private Optional<Instant> awaySince = Optional.empty();

  /** All is well now. */
  Optional<News> up() {
    awaySince = Optional.empty();
    if (said == Said.ONLINE) {
      return Optional.empty();
    }
    boolean again = said == Said.OFFLINE;
    said = Said.ONLINE;
    return Optional.of(new News.Online(again));
  }

  /** Something is wrong now. */
  Optional<News> away(Failure why, Instant now) {
    if (awaySince.isEmpty()) {
      awaySince = Optional.of(now);
    }
    boolean early = said == Said.ONLINE && now.isBefore(awaySince.get().plus(UNNOTICED));
    if (said == Said.OFFLINE || early) {
      return Optional.empty();
    }
    said = Said.OFFLINE;
    return Optional.of(new News.Offline(why));
  }

  /** Whether {@link #away} must be asked again soon. */
  boolean undecided() {
    return awaySince.isPresent() && said == Said.ONLINE;
  }
}
