package dev.glide.registry.outbox;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** How many events this process has published since its start. Thread-safe. */
@Singleton
public final class Published {
  private final LongAdder events = new LongAdder();

  public long events() {
    return events.sum();
  }

  void add(int more) {
    events.add(more);
  }
}
