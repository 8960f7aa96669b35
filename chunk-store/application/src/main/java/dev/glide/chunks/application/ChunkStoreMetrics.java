package dev.glide.chunks.application;

import dev.glide.chunks.chunk.Traffic;
import dev.glide.chunks.storage.StorageWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** What a chunk store counts, for whoever watches it. */
@Singleton
final class ChunkStoreMetrics implements MeterBinder {
  private final Traffic traffic;
  private final StorageWatch storage;

  ChunkStoreMetrics(Traffic traffic, StorageWatch storage) {
    this.traffic = traffic;
    this.storage = storage;
  }

  @Override
  public void bindTo(MeterRegistry metrics) {
    FunctionCounter.builder("glide.chunks.in", traffic, Traffic::bytesIn)
        .description("chunks that have been stored")
        .baseUnit("bytes")
        .register(metrics);
    FunctionCounter.builder("glide.chunks.out", traffic, Traffic::bytesOut)
        .description("chunks that have been sent")
        .baseUnit("bytes")
        .register(metrics);
    FunctionCounter.builder("glide.chunks.storage.failures", storage, StorageWatch::failures)
        .description("times that the storage could not be used when it was looked at")
        .register(metrics);
    traffic.onFirst(kind ->
        FunctionCounter.builder("glide.chunks.requests", traffic, each -> each.requests(kind))
            .description("requests by what came of them")
            .tag("method", kind.method())
            .tag("result", kind.result())
            .register(metrics));
  }
}
