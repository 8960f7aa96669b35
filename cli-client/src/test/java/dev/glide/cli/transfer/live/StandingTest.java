package dev.glide.cli.transfer.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.cli.transfer.live.Standing.Facts;
import dev.glide.cli.transfer.live.Standing.Presence;
import dev.glide.shared.api.RecipientState.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {
  private static final LiveTiming PARKING = LiveTiming.parking(Duration.ofSeconds(20));
  private static final LiveTiming LIVE = LiveTiming.liveOnly(Duration.ofMinutes(10));

  @Test
  void whoIsOnlineMaySayYesForAWhile() {
    Facts asked = new Facts(State.OFFERED, true, 0, Optional.empty(), List.of());
    assertThat(at(19, asked)).isEqualTo(Standing.ASKED);
    assertThat(at(20, asked)).isEqualTo(Standing.AWAY);
  }

  @Test
  void whoIsOfflineIsNotWaitedFor() {
    assertThat(at(0, new Facts(State.OFFERED, false, 0, Optional.empty(), List.of())))
        .isEqualTo(Standing.AWAY);
  }

  @Test
  void whoHasSaidYesHasAMomentToCome() {
    Facts said = new Facts(State.ACCEPTED, true, 0, Optional.of(seconds(15)), List.of());
    assertThat(at(19, said)).isEqualTo(Standing.COMING);
    assertThat(at(20, said)).isEqualTo(Standing.AWAY);
  }

  @Test
  void whoGetsOnIsServed() {
    assertThat(at(100, with(up(71)))).isEqualTo(Standing.SERVED);
    assertThat(at(100, with(up(70)))).isEqualTo(Standing.STUCK);
  }

  @Test
  void whoIsDoneMayStillBeLookingAtIt() {
    Presence done = new Presence(false, Optional.of(Reason.DONE), seconds(80));
    assertThat(at(100, with(done))).isEqualTo(Standing.FINISHING);
    assertThat(at(111, with(done))).isEqualTo(Standing.AWAY);
  }

  @Test
  void whoIsCutOffHasFiveSeconds() {
    assertThat(at(100, with(down(96)))).isEqualTo(Standing.COMING);
    assertThat(at(100, with(down(95)))).isEqualTo(Standing.AWAY);
    assertThat(at(100, with(down(10), down(96)))).isEqualTo(Standing.COMING);
  }

  @Test
  void whoStopsIsParkedForAtOnceButWaitedForIfThereIsNoOtherWay() {
    Facts stopped = with(new Presence(false, Optional.of(Reason.STOPPING), seconds(99)));
    assertThat(at(100, stopped)).isEqualTo(Standing.AWAY);
    assertThat(Standing.of(stopped, LIVE, seconds(100))).isEqualTo(Standing.COMING);
    assertThat(Standing.of(stopped, LIVE, seconds(700))).isEqualTo(Standing.AWAY);
  }

  @ParameterizedTest
  @EnumSource(names = {"DELIVERED", "DECLINED", "CANCELLED", "EXPIRED"})
  void whatHasEndedIsOver(State state) {
    Facts facts = new Facts(state, true, 0, Optional.empty(), List.of(up(99)));
    assertThat(at(100, facts)).isEqualTo(Standing.ENDED);
  }

  private static Standing at(long second, Facts facts) {
    return Standing.of(facts, PARKING, seconds(second));
  }

  private static Facts with(Presence... sessions) {
    return new Facts(State.ACCEPTED, true, 0, Optional.of(0L), List.of(sessions));
  }

  private static Presence up(long newsSecond) {
    return new Presence(true, Optional.empty(), seconds(newsSecond));
  }

  private static Presence down(long newsSecond) {
    return new Presence(false, Optional.empty(), seconds(newsSecond));
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
