package dev.glide.registry.admin;

import dev.glide.registry.outbox.Outbox;
import dev.glide.registry.trace.CurrentCorrelation;
import dev.glide.registry.user.Accounts;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.OrderEvent.Kind;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Tells relays what the operator wants of them, by the way that all events take. */
@Singleton
final class Orders {
  /** For so long a relay that starts hears an order where events are kept. */
  private static final Duration KEPT = Duration.ofHours(6);

  private static final Logger LOG = Logger.getLogger(Orders.class);

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Accounts accounts;
  private final Clock clock;

  Orders(Jdbi jdbi, Outbox outbox, Accounts accounts, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Where no broker keeps what was said, a relay starts with the registry and knows nothing: it is
   * told again of those whose tokens may still be good.
   */
  void sayAgain(@Observes StartupEvent event) {
    Thread.ofVirtual().name("orders").start(this::sayAll);
  }

  private void sayAll() {
    Instant now = clock.instant();
    try {
      jdbi.useTransaction(db ->
          accounts
              .disabledSince(db, now.minus(KEPT))
              .forEach(out -> add(db, out.since(), Kind.SHUT_OUT, out.user())));
    } catch (RuntimeException e) {
      LOG.warnf("relays could not be told again who is shut out: %s", e);
    }
  }

  /** About a user, within the caller's transaction. */
  void add(Handle db, Instant at, Kind kind, UUID user) {
    add(db, new OrderEvent(UUID.randomUUID(), at, kind, null, user, CurrentCorrelation.id()));
  }

  /** About a relay, within the caller's transaction. */
  void add(Handle db, Instant at, Kind kind, String relay) {
    add(db, new OrderEvent(UUID.randomUUID(), at, kind, relay, null, CurrentCorrelation.id()));
  }

  private void add(Handle db, OrderEvent order) {
    outbox.add(db, clock.instant(), List.of(order));
  }
}
