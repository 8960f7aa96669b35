package dev.glide.cli.transfer;

import dev.glide.cli.transfer.live.LiveSessions;
import dev.glide.cli.transfer.live.LiveTiming;
import dev.glide.cli.transfer.live.Standing;
import dev.glide.shared.api.RecipientState;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The recipients of one transfer and how far each is. One thread. */
final class LivePeople {
  private final Set<String> asked;
  private final LiveTiming timing;
  private final LongSupplier nanos;
  private final long startNanos;
  private final Map<String, RecipientState.State> states = new TreeMap<>();
  private final Map<String, Long> accepted = new TreeMap<>();

  /**
   * Begins to wait now.
   *
   * @param asked those of them who can say yes now
   */
  LivePeople(
      Collection<String> recipients, Set<String> asked, LiveTiming timing, LongSupplier nanos) {
    this.asked = Set.copyOf(asked);
    this.timing = timing;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
    recipients.forEach(each -> states.put(each, RecipientState.State.OFFERED));
  }

  void update(List<RecipientState> now) {
    for (RecipientState each : now) {
      states.replace(each.handle(), each.state());
      if (each.state() == RecipientState.State.ACCEPTED) {
        accepted.putIfAbsent(each.handle(), nanos.getAsLong());
      }
    }
  }

  Map<String, Standing> standings(LiveSessions sessions) {
    Map<String, Standing> standings = new LinkedHashMap<>();
    states.forEach((handle, state) -> {
      Standing.Facts facts =
          new Standing.Facts(
              state,
              asked.contains(handle),
              startNanos,
              Optional.ofNullable(accepted.get(handle)),
              sessions.of(handle));
      standings.put(handle, Standing.of(facts, timing, nanos.getAsLong()));
    });
    return standings;
  }

  Duration waited() {
    return Duration.ofNanos(nanos.getAsLong() - startNanos);
  }

  boolean allEnded() {
    return states.values().stream().allMatch(RecipientState.State::isEnd);
  }

  Set<String> in(RecipientState.State state) {
    return states.keySet().stream()
        .filter(each -> states.get(each) == state)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those who have it, or still can get it. */
  List<String> reached() {
    return states.entrySet().stream()
        .filter(
            each -> !each.getValue().isEnd() || each.getValue() == RecipientState.State.DELIVERED)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Names as they are written in a sentence. */
  static String words(Collection<String> handles) {
    return handles.stream().map(each -> "@" + each).collect(Collectors.joining(", "));
  }
}
