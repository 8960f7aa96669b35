package dev.glide.registry.admin;

import dev.glide.registry.outbox.Backlog;
import dev.glide.registry.outbox.DeadLetters;
import dev.glide.registry.relay.Relays;
import dev.glide.registry.transfer.Ledger;
import dev.glide.registry.user.Population;
import dev.glide.registry.user.Presence;
import dev.glide.shared.admin.EventCount;
import dev.glide.shared.admin.PeopleCount;
import dev.glide.shared.admin.Stats;
import dev.glide.shared.admin.TransferCount;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Counts everything, at most once in some seconds however often it is asked. */
@Singleton
final class Census {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Jdbi jdbi;
  private final Population population;
  private final Presence presence;
  private final Ledger ledger;
  private final Relays relays;
  private final Backlog backlog;
  private final Instance<DeadLetters> deadLetters;
  private final Clock clock;
  private @Nullable Reading last;

  Census(
      Jdbi jdbi,
      Population population,
      Presence presence,
      Ledger ledger,
      Relays relays,
      Backlog backlog,
      Instance<DeadLetters> deadLetters,
      Clock clock) {
    this.jdbi = jdbi;
    this.population = population;
    this.presence = presence;
    this.ledger = ledger;
    this.relays = relays;
    this.backlog = backlog;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /** What is slow to count. */
  private record Reading(Instant at, PeopleCount people, TransferCount transfers) {}

  /** The present figures, or those of a moment ago. */
  Stats taken() {
    Reading reading = reading();
    return new Stats(reading.people(), reading.transfers(), relays.count(), events());
  }

  private synchronized Reading reading() {
    Instant now = clock.instant();
    if (last == null || !last.at().isAfter(now.minus(FRESH)) || last.at().isAfter(now)) {
      last =
          jdbi.withHandle(db ->
              new Reading(
                  now,
                  population.count(db, Stats.MOST, presence.online()),
                  ledger.count(db, Stats.MOST)));
    }
    return last;
  }

  private EventCount events() {
    Backlog.Standing standing = backlog.now();
    OptionalLong dead =
        deadLetters.isResolvable() ? deadLetters.get().count() : OptionalLong.empty();
    return new EventCount(
        standing.events(),
        standing.age(clock.instant()).toSeconds(),
        dead.isPresent() ? dead.getAsLong() : null);
  }
}
