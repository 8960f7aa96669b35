package dev.glide.registry.outbox;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Remembers what it was sent, and answers as it is told to. */
final class TestSink implements EventSink {
  private final Queue<Outgoing> heard = new ConcurrentLinkedQueue<>();
  private volatile Supplier<CompletionStage<Void>> answer =
      () -> CompletableFuture.completedFuture(null);

  @Override
  public CompletionStage<Void> send(Outgoing outgoing) {
    heard.add(outgoing);
    return answer.get();
  }

  TestSink answering(Supplier<CompletionStage<Void>> with) {
    answer = with;
    return this;
  }

  List<UUID> heard() {
    return heard.stream().map(Outgoing::id).toList();
  }

  List<UUID> heard(String key) {
    return heard.stream().filter(each -> each.key().equals(key)).map(Outgoing::id).toList();
  }
}
