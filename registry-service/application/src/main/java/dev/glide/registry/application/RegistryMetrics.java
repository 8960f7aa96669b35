package dev.glide.registry.application;

import dev.glide.registry.outbox.Backlog;
import dev.glide.registry.outbox.Published;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.JdbiException;

/** What the registry counts, for whoever watches it. */
@Singleton
final class RegistryMetrics implements MeterBinder {
  private final Backlog backlog;
  private final Published published;
  private final Clock clock;

  RegistryMetrics(Backlog backlog, Published published, Clock clock) {
    this.backlog = backlog;
    this.published = published;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    Gauge.builder("glide.outbox.events", () -> ask(Backlog.Standing::events))
        .description("events that wait to be published, for all registries on the database")
        .register(metrics);
    Gauge.builder(
            "glide.outbox.oldest.age",
            () -> ask(standing -> seconds(standing.age(clock.instant()))))
        .description("how long the oldest of them has waited")
        .baseUnit("seconds")
        .register(metrics);
    FunctionCounter.builder("glide.outbox.published", published, Published::events)
        .description("events that this process has published")
        .register(metrics);
  }

  /** Nobody knows while the database is away. */
  private double ask(ToDoubleFunction<Backlog.Standing> question) {
    try {
      return question.applyAsDouble(backlog.now());
    } catch (JdbiException away) {
      return Double.NaN;
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
