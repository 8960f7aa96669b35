package dev.glide.registry.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.relay.Relays.Heard;
import dev.glide.shared.event.RelayEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelaysTest {
  private static final Duration BEAT = Duration.ofSeconds(2);

  private final HandClock clock = new HandClock();
  private final Relays relays = new Relays(clock, BEAT);

  private RelayEvent event(Instant at, String relay, int sessions, int max, boolean draining) {
    return new RelayEvent(
        UUID.randomUUID(), at, relay, "http://" + relay, null, sessions, max, draining);
  }

  private Heard beat(String relay, int sessions) {
    return relays.hear(event(clock.instant(), relay, sessions, 10, false));
  }

  private @Nullable String assigned(@Nullable String last) {
    return relays.assign(last).map(Relay::id).orElse(null);
  }

  @Test
  void knowsNoneBeforeOneIsHeard() {
    assertThat(assigned(null)).isNull();
    assertThat(relays.isThere("a")).isFalse();
    assertThat(relays.anyBut("a")).isFalse();
  }

  @Test
  void takesTheOneWithTheFewestSessions() {
    beat("a", 5);
    beat("b", 3);
    beat("c", 4);
    assertThat(relays.assign(null)).contains(new Relay("b", "http://b", null));
  }

  @Test
  void saysHowThoseStandThatAreThere() {
    beat("open", 5);
    beat("full", 10);
    relays.hear(event(clock.instant(), "going", 0, 10, true));
    assertThat(relays.count(Relays.Condition.OPEN)).isEqualTo(1);
    assertThat(relays.count(Relays.Condition.FULL)).isEqualTo(1);
    assertThat(relays.count(Relays.Condition.DRAINING)).isEqualTo(1);
    clock.advance(BEAT.multipliedBy(4));
    beat("open", 5);
    assertThat(relays.count(Relays.Condition.OPEN)).isEqualTo(1);
    assertThat(relays.count(Relays.Condition.FULL)).isZero();
    assertThat(relays.count(Relays.Condition.DRAINING)).isZero();
  }

  @Test
  void countsWhatItHasGivenSinceTheLastBeat() {
    beat("b", 0);
    beat("a", 0);
    assertThat(assigned(null)).isEqualTo("a");
    assertThat(assigned(null)).isEqualTo("b");
    assertThat(assigned(null)).isEqualTo("a");
    assertThat(assigned(null)).isEqualTo("b");
    clock.advance(BEAT);
    beat("b", 0);
    assertThat(assigned(null)).isEqualTo("b");
    assertThat(assigned(null)).isEqualTo("b");
    assertThat(assigned(null)).isEqualTo("a");
  }

  @Test
  void givesNoneMoreThanItTakes() {
    relays.hear(event(clock.instant(), "a", 8, 10, false));
    assertThat(assigned(null)).isEqualTo("a");
    assertThat(assigned(null)).isEqualTo("a");
    assertThat(assigned(null)).isNull();
    relays.hear(event(clock.instant(), "full", 10, 10, false));
    relays.hear(event(clock.instant(), "closed", 0, 0, false));
    assertThat(assigned(null)).isNull();
  }

  @Test
  void givesNothingToOneThatIsGoing() {
    beat("a", 0);
    clock.advance(BEAT);
    relays.hear(event(clock.instant(), "a", 0, 10, true));
    assertThat(relays.isThere("a")).isTrue();
    assertThat(assigned(null)).isNull();
    beat("b", 9);
    assertThat(relays.anyBut("a")).isTrue();
    assertThat(relays.anyBut("b")).isFalse();
  }

  @Test
  void forgetsOneThatMissesThreeBeats() {
    beat("a", 0);
    clock.advance(BEAT.multipliedBy(3));
    assertThat(relays.isThere("a")).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(relays.isThere("a")).isFalse();
    assertThat(assigned(null)).isNull();
    assertThat(relays.anyBut("b")).isFalse();
    beat("a", 0);
    assertThat(assigned(null)).isEqualTo("a");
  }

  @Test
  void aLostOneIsTakenOnlyWhenThereIsNoOther() {
    beat("a", 0);
    assertThat(assigned("a")).isEqualTo("a");
    beat("b", 9);
    assertThat(assigned("a")).isEqualTo("b");
    assertThat(assigned("a")).isEqualTo("a");
  }

  @Test
  void aSuspectComesAfterTheOthersUntilItsNextBeat() {
    beat("a", 0);
    beat("b", 7);
    relays.suspect("a");
    relays.suspect("unknown");
    assertThat(assigned(null)).isEqualTo("b");
    relays.suspect("b");
    assertThat(assigned("a")).isEqualTo("b");
    assertThat(assigned(null)).isEqualTo("a");
    clock.advance(BEAT);
    beat("a", 0);
    relays.suspect("b");
    assertThat(assigned(null)).isEqualTo("a");
  }

  @Test
  void whatIsHeardTwiceOrLateChangesNothing() {
    Instant first = clock.instant();
    RelayEvent old = event(first, "a", 0, 1, false);
    clock.advance(BEAT);
    RelayEvent present = event(clock.instant(), "a", 1, 1, true);
    assertThat(relays.hear(old)).isEqualTo(Heard.NEWS);
    assertThat(relays.hear(present)).isEqualTo(Heard.NEWS);
    clock.advance(BEAT);
    assertThat(relays.hear(present)).isEqualTo(Heard.OLD);
    assertThat(relays.hear(old)).isEqualTo(Heard.OLD);
    assertThat(assigned(null)).isNull();
    clock.advance(BEAT.multipliedBy(2));
    assertThat(relays.isThere("a")).isTrue();
    clock.advance(BEAT);
    assertThat(relays.isThere("a")).isFalse();
  }

  @Test
  void doesNotBelieveWhatWasSaidLongAgo() {
    Instant longAgo = clock.instant().minusSeconds(37);
    assertThat(relays.hear(event(longAgo, "a", 0, 1, false))).isEqualTo(Heard.STALE);
    assertThat(relays.isThere("a")).isFalse();
    assertThat(relays.hear(event(longAgo.plusSeconds(1), "b", 0, 1, false))).isEqualTo(Heard.NEWS);
  }

  @Test
  void tellsAWrongClockFromThePast() {
    Duration behind = Duration.ofMinutes(5);
    for (int i = 0; i < 100; i++) {
      Instant past = clock.instant().minus(behind).plusMillis(i);
      assertThat(relays.hear(event(past, "gone", 0, 1, false))).isEqualTo(Heard.STALE);
    }
    Instant again = clock.instant().minus(behind);
    for (int i = 0; i < 3; i++) {
      clock.advance(BEAT);
      Instant at = clock.instant().minus(behind);
      assertThat(relays.hear(event(at, "slow", 0, 1, false))).isEqualTo(Heard.STALE);
    }
    clock.advance(BEAT.multipliedBy(2));
    Instant at = clock.instant().minus(behind);
    assertThat(relays.hear(event(at, "slow", 0, 1, false))).isEqualTo(Heard.LATE);
    clock.advance(BEAT);
    Instant next = clock.instant().minus(behind);
    assertThat(relays.hear(event(next, "slow", 0, 1, false))).isEqualTo(Heard.STALE);
    assertThat(relays.isThere("slow")).isFalse();
    assertThat(relays.hear(event(again, "gone", 0, 1, false))).isEqualTo(Heard.STALE);
  }

  @Test
  void oneThatHasOnlyToldOfItsDevicesIsThereButTakesNothing() {
    relays.presume("a", clock.instant());
    assertThat(relays.isThere("a")).isTrue();
    assertThat(assigned(null)).isNull();
    clock.advance(BEAT.multipliedBy(4));
    relays.presume("a", clock.instant());
    assertThat(relays.isThere("a")).isFalse();
    beat("a", 0);
    assertThat(assigned(null)).isEqualTo("a");
  }

  @Test
  void oneThatToldOfItsDevicesLongAgoIsNotThereButMayTurnOutToBe() {
    relays.presume("a", clock.instant().minus(Duration.ofHours(2)));
    assertThat(relays.isThere("a")).isFalse();
    assertThat(relays.remembers("a")).isTrue();
    beat("a", 0);
    assertThat(relays.isThere("a")).isTrue();
  }

  @Test
  void remembersASilentOneForAWhile() {
    beat("a", 0);
    clock.advance(Duration.ofMinutes(59));
    beat("b", 0);
    assertThat(relays.remembers("a")).isTrue();
    clock.advance(Duration.ofMinutes(2));
    beat("b", 0);
    assertThat(relays.remembers("a")).isFalse();
    assertThat(relays.remembers("b")).isTrue();
  }
}
