package dev.glide.relay.application;

import dev.glide.relay.pairing.Ending;
import dev.glide.relay.presence.Presences;
import dev.glide.relay.session.EndingCounts;
import dev.glide.relay.session.Sessions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** What a relay counts, for whoever watches it. */
@Singleton
final class RelayMetrics implements MeterBinder {
  private final Sessions sessions;
  private final EndingCounts endings;
  private final Presences presences;

  RelayMetrics(Sessions sessions, EndingCounts endings, Presences presences) {
    this.sessions = sessions;
    this.endings = endings;
    this.presences = presences;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("glide.relay.sessions", sessions, Sessions::sessions)
        .description("sessions now")
        .register(metrics);
    Gauge.builder("glide.relay.connections", sessions, Sessions::connections)
        .description("connections of sessions now, those of all lanes")
        .register(metrics);
    Gauge.builder("glide.relay.held", sessions, Sessions::heldBytes)
        .description("memory held for clients who read slower than their partners send")
        .baseUnit("bytes")
        .register(metrics);
    FunctionCounter.builder("glide.relay.passed", sessions, Sessions::passedBytes)
        .description("what has come from clients of sessions")
        .baseUnit("bytes")
        .register(metrics);
    Gauge.builder("glide.relay.presences", presences, Presences::sockets)
        .description("devices that are online here")
        .register(metrics);
    for (Ending each : Ending.values()) {
      FunctionCounter.builder("glide.relay.endings", endings, counts -> counts.of(each))
          .description("connections of sessions that have ended, by how; refused ones among them")
          .tag("ending", each.word())
          .register(metrics);
    }
  }
}
