package dev.glide.registry.outbox;

import dev.glide.registry.outbox.Outbox.Line;
import dev.glide.registry.outbox.Outbox.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way: different lines side by side, each one's events one after the other. Once
 * it has been waited for, or the lease may be over, nothing more is sent.
 */
final class Delivery {
  private final OutgoingJson json;
  private final EventSink sink;
  private final PublisherLease lease;
  private final Map<Line, CompletableFuture<Void>> lines = new HashMap<>();
  private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
  private volatile boolean open = true;

  Delivery(OutgoingJson json, EventSink sink, PublisherLease lease) {
    this.json = json;
    this.sink = sink;
    this.lease = lease;
  }

  void start(List<Waiting> batch) {
    for (Waiting next : batch) {
      lines.compute(
          next.line(),
          (line, before) -> before == null ? send(next) : before.thenCompose(done -> send(next)));
    }
  }

  private CompletableFuture<Void> send(Waiting next) {
    if (!open || !lease.isSafe()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("another process may publish by now"));
    }
    try {
      return sink.send(json.read(next.line().channel(), next.data()), next.trace())
          .toCompletableFuture()
          .thenRun(() -> acknowledged.add(next.position()));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Waits until every line has come to its end.
   *
   * @param keep renews the lease; says no if there is no point in waiting any longer
   * @return why not all were acknowledged, or {@code null} if they were
   */
  @Nullable String await(Duration within, BooleanSupplier keep) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(lines.values().toArray(CompletableFuture[]::new));
    long end = System.nanoTime() + within.toNanos();
    try {
      while (!ends(all, Math.min(lease.renewal().toNanos(), end - System.nanoTime()))) {
        if (System.nanoTime() - end >= 0) {
          return "not acknowledged within " + within;
        }
        if (!keep.getAsBoolean()) {
          return "not acknowledged while it could be waited for";
        }
      }
      return null;
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      open = false;
    }
  }

  private static boolean ends(CompletableFuture<Void> all, long nanos)
      throws ExecutionException, InterruptedException {
    try {
      all.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Positions of those that have been acknowledged so far. */
  Collection<Long> acknowledged() {
    return List.copyOf(acknowledged);
  }
}
