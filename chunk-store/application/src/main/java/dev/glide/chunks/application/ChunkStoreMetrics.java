package dev.glide.chunks.application;

import dev.glide.chunks.chunk.Traffic;
import dev.glide.chunks.chunk.Traffic.Direction;
import dev.glide.chunks.retention.DeletedChunks;
import dev.glide.chunks.storage.StorageWatch;
import dev.glide.chunks.storage.s3.S3Calls;
import dev.glide.chunks.ticket.RefusedTickets;
import dev.glide.shared.token.TicketRefusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** What a chunk store counts, for whoever watches it; each metric is in docs/metrics.md. */
@Singleton
final class ChunkStoreMetrics implements MeterBinder {
  private final Traffic traffic;
  private final StorageWatch storage;
  private final S3Calls calls;
  private final DeletedChunks deleted;
  private final RefusedTickets refused;

  ChunkStoreMetrics(
      Traffic traffic,
      StorageWatch storage,
      S3Calls calls,
      DeletedChunks deleted,
      RefusedTickets refused) {
    this.traffic = traffic;
    this.storage = storage;
    this.calls = calls;
    this.deleted = deleted;
    this.refused = refused;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    bindTraffic(metrics);
    bindRequests(metrics);
    bindStorage(metrics);
  }

  private void bindTraffic(MeterRegistry metrics) {
    FunctionCounter.builder("glide.chunks.in", traffic, each -> each.bytes(Direction.IN))
        .description("chunks that have been stored")
        .baseUnit("bytes")
        .register(metrics);
    FunctionCounter.builder("glide.chunks.out", traffic, each -> each.bytes(Direction.OUT))
        .description("chunks that have been sent")
        .baseUnit("bytes")
        .register(metrics);
    FunctionCounter.builder("glide.chunks.stored", traffic, each -> each.chunks(Direction.IN))
        .description("whole chunks that have been stored, again ones among them")
        .register(metrics);
    FunctionCounter.builder("glide.chunks.fetched", traffic, each -> each.chunks(Direction.OUT))
        .description("whole chunks that have been sent")
        .register(metrics);
    for (Direction each : Direction.values()) {
      Gauge.builder("glide.chunks.in.flight", traffic, all -> all.bytesUnderWay(each))
          .description("chunks that are being stored or sent now, each with its whole length")
          .baseUnit("bytes")
          .tag("direction", each.word())
          .register(metrics);
    }
  }

  private void bindRequests(MeterRegistry metrics) {
    traffic.onFirst(kind ->
        FunctionCounter.builder("glide.chunks.requests", traffic, each -> each.requests(kind))
            .description("requests by what came of them")
            .tag("method", kind.method())
            .tag("result", kind.result())
            .register(metrics));
    for (TicketRefusal each : TicketRefusal.values()) {
      FunctionCounter.builder("glide.tickets.refused", refused, counts -> counts.of(each))
          .description("tickets that did not open what they were shown for, by why")
          .tag("kind", "chunks")
          .tag("reason", each.word())
          .register(metrics);
    }
  }

  private void bindStorage(MeterRegistry metrics) {
    FunctionCounter.builder("glide.chunks.storage.failures", storage, StorageWatch::failures)
        .description("times that the storage could not be used when it was looked at")
        .register(metrics);
    for (DeletedChunks.Reason each : DeletedChunks.Reason.values()) {
      FunctionCounter.builder("glide.chunks.deleted", deleted, counts -> counts.of(each))
          .description("chunks that have been deleted, by why")
          .tag("reason", each.word())
          .register(metrics);
    }
    for (S3Calls.Outcome each : S3Calls.Outcome.values()) {
      FunctionCounter.builder("glide.chunks.s3.calls", calls, counts -> counts.of(each))
          .description("calls to S3, each try by itself, by what came of them")
          .tag("outcome", each.word())
          .register(metrics);
    }
  }
}
