package dev.glide.relay.session;

import dev.glide.relay.pairing.Ending;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many connections have ended in which way since the start, refused ones among them. */
@ApplicationScoped
public class EndingCounts {
  private final Map<Ending, LongAdder> counts = new EnumMap<>(Ending.class);

  EndingCounts() {
    for (Ending each : Ending.values()) {
      counts.put(each, new LongAdder());
    }
  }

  void count(Ending ending) {
    counts.getOrDefault(ending, new LongAdder()).increment();
  }

  public long of(Ending ending) {
    return counts.getOrDefault(ending, new LongAdder()).sum();
  }
}
