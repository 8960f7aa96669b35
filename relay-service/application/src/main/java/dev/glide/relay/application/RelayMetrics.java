package dev.glide.relay.application;

import dev.glide.relay.RelayConfig;
import dev.glide.relay.pairing.Ending;
import dev.glide.relay.presence.Presences;
import dev.glide.relay.session.EndingCounts;
import dev.glide.relay.session.Forwarder;
import dev.glide.relay.session.Sessions;
import dev.glide.relay.ticket.RefusedTickets;
import dev.glide.shared.token.TicketRefusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What a relay counts, for whoever watches it; each metric is in docs/metrics.md. */
@Singleton
final class RelayMetrics implements MeterBinder {
  /** A wait ends after {@code glide.relay.waiting}, 30 s: beyond the last there is little. */
  private static final Duration[] WAITS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30)
  };

  private final Sessions sessions;
  private final Forwarder forwarder;
  private final EndingCounts endings;
  private final Presences presences;
  private final RefusedTickets refused;
  private final RelayConfig config;

  RelayMetrics(
      Sessions sessions,
      Forwarder forwarder,
      EndingCounts endings,
      Presences presences,
      RefusedTickets refused,
      RelayConfig config) {
    this.sessions = sessions;
    this.forwarder = forwarder;
    this.endings = endings;
    this.presences = presences;
    this.refused = refused;
    this.config = config;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    bindSessions(metrics);
    bindBytes(metrics);
    bindPresences(metrics);
    bindRefusals(metrics);
  }

  private void bindSessions(MeterRegistry metrics) {
    Gauge.builder("glide.relay.sessions", sessions, Sessions::sessions)
        .description("sessions now")
        .register(metrics);
    Gauge.builder("glide.relay.sessions.limit", config, RelayConfig::maxSessions)
        .description("sessions that there may be at once")
        .register(metrics);
    Gauge.builder("glide.relay.connections", sessions, Sessions::connections)
        .description("connections of sessions now, those of all lanes")
        .register(metrics);
    sessions.onPaired(
        Timer.builder("glide.relay.pairing")
                .description("how long the first of two connections has waited for the other")
                .serviceLevelObjectives(WAITS)
                .register(metrics)
            ::record);
    for (Ending each : Ending.values()) {
      FunctionCounter.builder("glide.relay.endings", endings, counts -> counts.of(each))
          .description("connections of sessions that have ended, by how; refused ones among them")
          .tag("ending", each.word())
          .register(metrics);
    }
  }

  private void bindBytes(MeterRegistry metrics) {
    Gauge.builder("glide.relay.held", sessions, Sessions::heldBytes)
        .description("memory held for clients who read slower than their partners send")
        .baseUnit("bytes")
        .register(metrics);
    FunctionCounter.builder("glide.relay.passed", sessions, Sessions::passedBytes)
        .description("what has come from clients of sessions")
        .baseUnit("bytes")
        .register(metrics);
    FunctionCounter.builder("glide.relay.forwarded", forwarder, Forwarder::passedBytes)
        .description("what has been passed on between clients and the relays that they meant")
        .baseUnit("bytes")
        .register(metrics);
  }

  private void bindPresences(MeterRegistry metrics) {
    Gauge.builder("glide.relay.presences", presences, Presences::sockets)
        .description("devices that are online here")
        .register(metrics);
    Gauge.builder("glide.relay.presences.limit", config, all -> all.presence().maxSockets())
        .description("devices that may be online here at once")
        .register(metrics);
  }

  private void bindRefusals(MeterRegistry metrics) {
    for (RefusedTickets.Kind kind : RefusedTickets.Kind.values()) {
      for (TicketRefusal why : TicketRefusal.values()) {
        FunctionCounter.builder("glide.tickets.refused", refused, counts -> counts.of(kind, why))
            .description("tickets that did not open what they were shown for, by why")
            .tag("kind", kind.word())
            .tag("reason", why.word())
            .register(metrics);
      }
    }
  }
}
