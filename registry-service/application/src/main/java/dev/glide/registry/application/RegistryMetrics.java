package dev.glide.registry.application;

import dev.glide.registry.outbox.Backlog;
import dev.glide.registry.outbox.Published;
import dev.glide.registry.problem.RefusalCounts;
import dev.glide.registry.relay.Relays;
import dev.glide.registry.user.QuotaUse;
import dev.glide.shared.error.ErrorCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the registry counts besides transfers; each metric is in docs/metrics.md. */
@Singleton
final class RegistryMetrics implements MeterBinder {
  private static final Duration SOON = Duration.ofSeconds(2);

  /** For what costs the database some tenths of a second where there are a million people. */
  private static final Duration RARELY = Duration.ofMinutes(1);

  private final Glance<Backlog.Standing> backlog;
  private final Glance<QuotaUse.Standing> quota;
  private final Published published;
  private final RefusalCounts refusals;
  private final Relays relays;
  private final Clock clock;

  RegistryMetrics(
      Backlog backlog,
      QuotaUse quota,
      Published published,
      RefusalCounts refusals,
      Relays relays,
      Clock clock) {
    this.backlog = new Glance<>(SOON, backlog::now);
    this.quota = new Glance<>(RARELY, quota::now);
    this.published = published;
    this.refusals = refusals;
    this.relays = relays;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    bindOutbox(metrics);
    bindPeople(metrics);
    for (Relays.Condition each : Relays.Condition.values()) {
      Gauge.builder("glide.relays", relays, all -> all.count(each))
          .description("relays that this process hears, by how they stand")
          .tag("condition", each.word())
          .register(metrics);
    }
    for (ErrorCode each : ErrorCode.values()) {
      FunctionCounter.builder("glide.refusals", refusals, counts -> counts.of(each))
          .description("requests that were refused or have failed, by code")
          .tag("code", each.code())
          .register(metrics);
    }
  }

  private void bindOutbox(MeterRegistry metrics) {
    Gauge.builder("glide.outbox.events", backlog, now -> now.of(Backlog.Standing::events))
        .description("events that wait to be published, for all registries on the database")
        .register(metrics);
    Gauge.builder(
            "glide.outbox.oldest.age",
            backlog,
            now -> now.of(standing -> seconds(standing.age(clock.instant()))))
        .description("how long the oldest of them has waited")
        .baseUnit("seconds")
        .register(metrics);
    FunctionCounter.builder("glide.outbox.published", published, Published::events)
        .description("events that this process has published")
        .register(metrics);
  }

  private void bindPeople(MeterRegistry metrics) {
    Gauge.builder("glide.users", quota, now -> now.of(QuotaUse.Standing::users))
        .description("accounts, for all registries on the database")
        .register(metrics);
    Gauge.builder("glide.users.near.quota", quota, now -> now.of(QuotaUse.Standing::nearLimit))
        .description("accounts that have taken 90 % of their quota or more")
        .register(metrics);
    Gauge.builder("glide.quota.granted", quota, now -> now.of(QuotaUse.Standing::quotaBytes))
        .description("what all accounts may take together")
        .baseUnit("bytes")
        .register(metrics);
    Gauge.builder("glide.quota.reserved", quota, now -> now.of(QuotaUse.Standing::reservedBytes))
        .description("what open transfers take of it")
        .baseUnit("bytes")
        .register(metrics);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
