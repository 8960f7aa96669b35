package dev.glide.registry.relay;

import dev.glide.shared.admin.RelayCount;
import dev.glide.shared.admin.RelayEntry;
import dev.glide.shared.count.Counts;
import dev.glide.shared.event.RelayEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The relays that this process has heard of, each for as long as it is heard. Thread-safe; nothing
 * here blocks.
 */
@Singleton
public final class Relays {
  private static final int BEATS = 3;

  /**
   * One that has been silent for so long does not come back: each start has a new id. Until then it
   * may only have slept, and its devices with it.
   */
  private static final Duration MEMORY = Duration.ofHours(1);

  /** What two machines' clocks may differ by, as with tickets. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final Map<String, Standing> known = new HashMap<>();
  private final Clock clock;
  private final Duration patience;
  private final LateRelays late;

  public Relays(Clock clock, @ConfigProperty(name = "glide.relay.beat") Duration beat) {
    this.clock = clock;
    this.patience = beat.multipliedBy(BEATS);
    this.late = new LateRelays(patience);
  }

  /** What came of an announcement. */
  enum Heard {
    NEWS,
    /** It was heard before, or a later one was. */
    OLD,
    /** It was made so long ago that the relay may be gone since. */
    STALE,
    /** The same, for so long that it is no past that is read, but a clock that is wrong; once. */
    LATE
  }

  synchronized Heard hear(RelayEvent event) {
    Instant now = clock.instant();
    if (isLongAgo(event.at(), now)) {
      return late.isStillLate(event.relay(), event.at(), now) ? Heard.LATE : Heard.STALE;
    }
    forgetSilent(now);
    Standing before = known.get(event.relay());
    if (before != null && before.said() != null && !event.at().isAfter(before.said().at())) {
      return Heard.OLD;
    }
    known.put(event.relay(), new Standing(event, now, 0, false));
    return Heard.NEWS;
  }

  /**
   * A relay that tells of its devices is there, even before it has told of itself; one that did so
   * long ago is remembered, in case that it is.
   *
   * @param at when it told
   */
  public synchronized void presume(String relay, Instant at) {
    Instant now = clock.instant();
    Instant silentSince = now.minus(patience).minusMillis(1);
    known.computeIfAbsent(
        relay, id -> new Standing(null, isLongAgo(at, now) ? silentSince : now, 0, false));
  }

  private boolean isLongAgo(Instant at, Instant now) {
    return at.isBefore(now.minus(patience).minus(SKEW));
  }

  private void forgetSilent(Instant now) {
    known.values().removeIf(each -> each.heardAt().isBefore(now.minus(MEMORY)));
  }

  /** Whether it has been heard within the last three beats. */
  public synchronized boolean isThere(String relay) {
    Standing standing = known.get(relay);
    return standing != null && isThere(standing);
  }

  private boolean isThere(Standing standing) {
    return !standing.heardAt().isBefore(clock.instant().minus(patience));
  }

  /** How a relay that is there stands. */
  public enum Condition {
    /** It takes sessions. */
    OPEN,
    /** It has as many sessions as it may have, or none is known of it but its devices. */
    FULL,
    /** It is going. */
    DRAINING;

    /** The name in metrics. */
    public String word() {
      return Counts.word(this);
    }
  }

  /** How many relays are there in a condition. */
  public synchronized long count(Condition condition) {
    return known.values().stream()
        .filter(standing -> isThere(standing) && standing.condition() == condition)
        .count();
  }

  /** Whether it is there, or was not long ago. */
  public synchronized boolean remembers(String relay) {
    return known.containsKey(relay);
  }

  /** A session on it has failed: until it is heard again, others come first. */
  public synchronized void suspect(String relay) {
    known.computeIfPresent(relay, (id, standing) -> standing.suspected());
  }

  /** Whether a session could be given to any but this one. */
  public synchronized boolean anyBut(String relay) {
    return known.entrySet().stream()
        .anyMatch(each -> !each.getKey().equals(relay) && canTakeOne(each.getValue()));
  }

  /**
   * The relay that has the fewest sessions, counting this one from now on; empty if there is none
   * that can take it.
   *
   * @param last a relay that is taken only when there is no other
   */
  public synchronized Optional<Relay> assign(@Nullable String last) {
    return known.entrySet().stream()
        .filter(each -> canTakeOne(each.getValue()))
        .min(
            Comparator.comparing((Map.Entry<String, Standing> each) -> each.getKey().equals(last))
                .thenComparing(each -> each.getValue().suspect())
                .thenComparingLong(each -> each.getValue().load())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .flatMap(this::given);
  }

  /**
   * A relay beside another one, to carry a part of what the other would: the one with the fewest
   * sessions, counting this one from now on; empty if there is none that is less than half full and
   * that no session has failed on.
   */
  public synchronized Optional<Relay> assignBeside(String other) {
    return known.entrySet().stream()
        .filter(each -> !each.getKey().equals(other))
        .filter(each -> canTakeOne(each.getValue()))
        .filter(each -> !each.getValue().suspect() && each.getValue().isIdleByHalf())
        .min(
            Comparator.comparingLong((Map.Entry<String, Standing> each) -> each.getValue().load())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .flatMap(this::given);
  }

  /** Those that are there and have said of themselves what there is to know, by id. */
  public synchronized List<RelayEntry> there() {
    return known.values().stream()
        .filter(this::isThere)
        .flatMap(each -> each.entry().stream())
        .sorted(Comparator.comparing(RelayEntry::id))
        .toList();
  }

  /** How many are there, and what they have to do. */
  public synchronized RelayCount count() {
    List<Standing> there = known.values().stream().filter(this::isThere).toList();
    return new RelayCount(
        there.size(),
        (int) there.stream().filter(Standing::isDraining).count(),
        there.stream().mapToLong(Standing::load).sum());
  }

  private boolean canTakeOne(Standing standing) {
    return standing.takesMore() && isThere(standing);
  }

  private Optional<Relay> given(String id) {
    Standing standing = known.get(id);
    if (standing == null || standing.said() == null) {
      return Optional.empty();
    }
    known.put(id, standing.withOneMore());
    RelayEvent said = standing.said();
    return Optional.of(new Relay(id, said.address(), said.url()));
  }
}
