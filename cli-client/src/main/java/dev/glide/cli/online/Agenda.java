package dev.glide.cli.online;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * When each transfer is fetched: a few at once, in the order in which they came; one that has
 * failed again after a delay that doubles, or as soon as there is news of it. Pure; one thread.
 */
final class Agenda {
  static final int AT_ONCE = 4;
  static final Duration FIRST_DELAY = Duration.ofSeconds(2);
  static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 8;

  private final Map<UUID, Entry> entries = new LinkedHashMap<>();

  /** One transfer; {@code due} is empty while only news of it can help. */
  private static final class Entry {
    private Optional<Instant> due;
    private boolean running;
    private boolean news;
    private int failures;

    Entry(Instant due) {
      this.due = Optional.of(due);
    }
  }

  /** There is this one to fetch; says nothing new of one that is known. */
  void add(UUID id, Instant now) {
    entries.computeIfAbsent(id, _ -> new Entry(now));
  }

  /** There is news of this one: what has failed is worth another try at once. */
  void hurry(UUID id, Instant now) {
    Entry entry = entries.get(id);
    if (entry != null) {
      entry.due = Optional.of(now);
      entry.news = entry.running;
    }
  }

  /** Whatever waits for its next try is due now: the server has come back. */
  void hurryAll(Instant now) {
    for (Entry entry : entries.values()) {
      if (entry.due.isPresent()) {
        entry.due = Optional.of(now);
      }
    }
  }

  /** Those that are not among these, and not being fetched, are forgotten. */
  void keepOnly(Collection<UUID> ids) {
    entries.entrySet().removeIf(each -> !each.getValue().running && !ids.contains(each.getKey()));
  }

  /** Those to begin now; they count as being fetched until they are done or have failed. */
  List<UUID> begin(Instant now) {
    List<UUID> begun = new ArrayList<>();
    long running = entries.values().stream().filter(each -> each.running).count();
    for (Map.Entry<UUID, Entry> each : entries.entrySet()) {
      Entry entry = each.getValue();
      boolean due = !entry.running && entry.due.isPresent() && !entry.due.get().isAfter(now);
      if (due && running + begun.size() < AT_ONCE) {
        entry.running = true;
        entry.news = false;
        begun.add(each.getKey());
      }
    }
    return begun;
  }

  void done(UUID id) {
    entries.remove(id);
  }

  /**
   * It has failed.
   *
   * @param lasting whether the same again would fail the same: only news of it can help
   * @return when it is tried again
   */
  Optional<Instant> failed(UUID id, boolean lasting, Instant now) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return Optional.empty();
    }
    entry.running = false;
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(entry.failures, DOUBLINGS));
    entry.failures++;
    if (entry.news) {
      entry.due = Optional.of(now);
    } else if (lasting) {
      entry.due = Optional.empty();
    } else {
      entry.due = Optional.of(now.plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY));
    }
    return entry.due;
  }

  /** When the next one is due, if there is room for one. */
  Optional<Instant> nextDue() {
    if (running().size() >= AT_ONCE) {
      return Optional.empty();
    }
    return entries.values().stream()
        .filter(each -> !each.running)
        .flatMap(each -> each.due.stream())
        .min(Instant::compareTo);
  }

  List<UUID> running() {
    return entries.entrySet().stream()
        .filter(each -> each.getValue().running)
        .map(Map.Entry::getKey)
        .toList();
  }
}
