package dev.glide.registry.outbox;

import dev.glide.shared.event.Event;
import dev.glide.shared.trace.TraceParent;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Remembers what it was sent, and answers as it is told to. */
final class TestSink implements EventSink {
  private final Queue<Event> heard = new ConcurrentLinkedQueue<>();
  private volatile Supplier<CompletionStage<Void>> answer =
      () -> CompletableFuture.completedFuture(null);

  @Override
  public CompletionStage<Void> send(Event event, Optional<TraceParent> trace) {
    heard.add(event);
    return answer.get();
  }

  TestSink answering(Supplier<CompletionStage<Void>> with) {
    answer = with;
    return this;
  }

  List<UUID> heard() {
    return heard.stream().map(Event::id).toList();
  }

  List<UUID> heard(String key) {
    return heard.stream().filter(each -> each.key().equals(key)).map(Event::id).toList();
  }
}
