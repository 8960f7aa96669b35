package dev.glide.cli.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final Agenda agenda = new Agenda();

  private List<UUID> add(int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = new UUID(0, i);
      ids.add(id);
      agenda.add(id, NOON);
    }
    return ids;
  }

  @Test
  void beginsAFewAtOnceInTheOrderTheyCame() {
    List<UUID> ids = add(6);
    assertThat(agenda.begin(NOON)).isEqualTo(ids.subList(0, Agenda.AT_ONCE));
    assertThat(agenda.begin(NOON)).isEmpty();
    assertThat(agenda.nextDue()).isEmpty();
    agenda.done(ids.get(1));
    assertThat(agenda.nextDue()).contains(NOON);
    assertThat(agenda.begin(NOON)).containsExactly(ids.get(4));
  }

  @Test
  void triesAgainAfterDelaysThatGrowUpToALimit() {
    UUID id = add(1).getFirst();
    Instant now = NOON;
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      assertThat(agenda.begin(now)).containsExactly(id);
      Instant next = agenda.failed(id, false, now).orElseThrow();
      assertThat(agenda.begin(next.minusMillis(1))).isEmpty();
      delays.add(Duration.between(now, next));
      now = next;
    }
    assertThat(delays).isSorted().startsWith(Agenda.FIRST_DELAY).endsWith(Agenda.LONGEST_DELAY);
  }

  @Test
  void triesAtOnceWhenThereIsNews() {
    UUID id = add(1).getFirst();
    agenda.begin(NOON);
    agenda.failed(id, true, NOON);
    assertThat(agenda.nextDue()).isEmpty();
    agenda.hurry(id, NOON);
    assertThat(agenda.begin(NOON)).containsExactly(id);
  }

  @Test
  void triesAtOnceWhenTheNewsCameDuringTheTry() {
    UUID id = add(1).getFirst();
    agenda.begin(NOON);
    agenda.hurry(id, NOON);
    assertThat(agenda.failed(id, true, NOON)).contains(NOON);
    assertThat(agenda.begin(NOON)).containsExactly(id);
    assertThat(agenda.failed(id, true, NOON)).isEmpty();
  }

  @Test
  void hurriesWhatWaitsButNotWhatOnlyNewsCanHelp() {
    List<UUID> ids = add(2);
    agenda.begin(NOON);
    agenda.failed(ids.get(0), false, NOON);
    agenda.failed(ids.get(1), true, NOON);
    agenda.hurryAll(NOON);
    assertThat(agenda.begin(NOON)).containsExactly(ids.get(0));
  }

  @Test
  void forgetsWhatWaitsNoMoreButNotWhatIsBeingFetched() {
    List<UUID> ids = add(Agenda.AT_ONCE + 1);
    agenda.begin(NOON);
    agenda.keepOnly(List.of());
    assertThat(agenda.running()).isEqualTo(ids.subList(0, Agenda.AT_ONCE));
    agenda.done(ids.getFirst());
    assertThat(agenda.begin(NOON)).isEmpty();
  }
}
