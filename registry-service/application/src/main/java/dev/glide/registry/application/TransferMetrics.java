package dev.glide.registry.application;

import dev.glide.registry.transfer.OpenTransfers;
import dev.glide.registry.transfer.TransferCounts;
import dev.glide.registry.transfer.TransferCounts.Path;
import dev.glide.shared.count.Counts;
import dev.glide.shared.event.TransferEvent.Kind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What the registry counts of transfers; each metric is in docs/metrics.md. */
@Singleton
final class TransferMetrics implements MeterBinder {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(15);

  private static final Duration[] TIMES = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(3),
    Duration.ofDays(1)
  };

  private final TransferCounts counts;
  private final Glance<OpenTransfers.Standing> open;

  TransferMetrics(TransferCounts counts, OpenTransfers open) {
    this.counts = counts;
    this.open = new Glance<>(NOW_AND_THEN, open::now);
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    for (Kind each : Kind.values()) {
      bindChanges(metrics, each);
    }
    Map<Path, Timer> times = new EnumMap<>(Path.class);
    for (Path each : Path.values()) {
      times.put(each, bindDeliveries(metrics, each));
    }
    counts.onDelivered((path, took) -> {
      Timer timer = times.get(path);
      if (timer != null) {
        timer.record(took);
      }
    });
    bindOpen(metrics);
  }

  private void bindChanges(MeterRegistry metrics, Kind kind) {
    switch (kind) {
      case SESSION ->
          FunctionCounter.builder(
                  "glide.sessions.assigned", counts, all -> all.changes(Kind.SESSION))
              .description("times that this process has given a session to a relay")
              .register(metrics);
      case OFFERED, ACCEPTED, PARKED, DELIVERED, DECLINED, CANCELLED, EXPIRED ->
          FunctionCounter.builder("glide.transfers", counts, all -> all.changes(kind))
              .description("transfers that have come to a state, once for each recipient")
              .tag("state", Counts.word(kind))
              .register(metrics);
      // It follows when the last of the recipients has come to an end.
      case ENDED -> {}
    }
  }

  private Timer bindDeliveries(MeterRegistry metrics, Path path) {
    FunctionCounter.builder("glide.transfers.delivered", counts, all -> all.deliveredBytes(path))
        .description("what recipients have got, by the ways that were open to it")
        .baseUnit("bytes")
        .tag("path", path.word())
        .register(metrics);
    return Timer.builder("glide.transfers.delivery")
        .description("how long it took from a yes until all was there")
        .serviceLevelObjectives(TIMES)
        .tag("path", path.word())
        .register(metrics);
  }

  private void bindOpen(MeterRegistry metrics) {
    Gauge.builder("glide.transfers.open", open, now -> now.of(OpenTransfers.Standing::offered))
        .description("transfers that wait for their recipients, for all registries")
        .tag("state", "offered")
        .register(metrics);
    Gauge.builder("glide.transfers.open", open, now -> now.of(OpenTransfers.Standing::accepted))
        .description("transfers that wait for their recipients, for all registries")
        .tag("state", "accepted")
        .register(metrics);
  }
}
