package dev.glide.relay.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.relay.pairing.Arrival.Seat;
import dev.glide.shared.token.SessionClaims.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static final PairingLimits LIMITS =
      new PairingLimits(
          3,
          2,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofHours(24),
          Duration.ofSeconds(60));
  private static final UUID SESSION = new UUID(0, 1);
  private static final UUID ALICE = new UUID(1, 1);
  private static final UUID BOB = new UUID(1, 2);

  private final Pairing pairing = new Pairing(LIMITS);
  private Instant now = Instant.EPOCH;
  private long numbers;

  @Test
  void joinsTheTwoSidesOfALane() {
    assertThat(sender(0, 1)).isEmpty();
    assertThat(receiver(0, 1)).containsExactly(new Step.Join(1, 2, Duration.ZERO));
    assertThat(pairing.sessions()).isEqualTo(1);
  }

  @Test
  void keepsLanesApart() {
    sender(0, 1);
    assertThat(receiver(1, 1)).isEmpty();
    assertThat(receiver(0, 1)).containsExactly(new Step.Join(1, 3, Duration.ZERO));
    assertThat(sender(1, 1)).containsExactly(new Step.Join(2, 4, Duration.ZERO));
  }

  @Test
  void keepsSessionsApart() {
    sender(0, 1);
    Seat elsewhere = new Seat(new UUID(0, 2), 0, Side.RECEIVER, 1);
    assertThat(arrive(elsewhere, BOB)).isEmpty();
  }

  @Test
  void endsAPairThatFinished() {
    pair();
    assertThat(pairing.depart(1, Departure.FINISHED, now))
        .containsExactlyInAnyOrder(
            new Step.End(1, Ending.PAIRED_AND_CLOSED), new Step.End(2, Ending.PAIRED_AND_CLOSED));
    assertThat(pairing.depart(2, Departure.FINISHED, now)).isEmpty();
    assertThat(pairing.sessions()).isZero();
    assertThat(pairing.ending(seat(Side.SENDER, 0, 1))).contains(Ending.PAIRED_AND_CLOSED);
  }

  @Test
  void tellsTheBrokenFromTheLeft() {
    pair();
    assertThat(pairing.depart(1, Departure.BROKEN, now))
        .containsExactlyInAnyOrder(
            new Step.End(1, Ending.GONE), new Step.End(2, Ending.PARTNER_LOST));
  }

  @Test
  void endsBothWhereTheRelayFails() {
    pair();
    assertThat(pairing.depart(2, Departure.FAILED, now))
        .containsExactlyInAnyOrder(new Step.End(1, Ending.FAILED), new Step.End(2, Ending.FAILED));
  }

  @Test
  void forgetsWhoLeavesWhileWaiting() {
    sender(0, 1);
    assertThat(pairing.depart(1, Departure.BROKEN, now))
        .containsExactly(new Step.End(1, Ending.GONE));
    assertThat(receiver(0, 1)).isEmpty();
  }

  @Test
  void saysHowLongTheFirstHasWaited() {
    sender(0, 1);
    pass(Duration.ofSeconds(7));
    assertThat(receiver(0, 1)).containsExactly(new Step.Join(1, 2, Duration.ofSeconds(7)));
  }

  @Test
  void endsAWaitThatIsTooLong() {
    sender(0, 1);
    pass(Duration.ofSeconds(29));
    assertThat(pairing.advance(now)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(pairing.advance(now)).containsExactly(new Step.End(1, Ending.PARTNER_NEVER_CAME));
  }

  @Test
  void endsAPairThatIsSilent() {
    pair();
    pass(Duration.ofSeconds(50));
    pairing.moved(2, now);
    pass(Duration.ofSeconds(50));
    assertThat(pairing.advance(now)).isEmpty();
    pass(Duration.ofSeconds(10));
    assertThat(pairing.advance(now))
        .containsExactlyInAnyOrder(new Step.End(1, Ending.IDLE), new Step.End(2, Ending.IDLE));
  }

  @Test
  void endsWhatIsTooOld() {
    pair();
    for (int i = 0; i < 24 * 60; i++) {
      pairing.moved(1, now);
      assertThat(pairing.advance(now)).isEmpty();
      pass(Duration.ofMinutes(1));
    }
    assertThat(pairing.advance(now))
        .containsExactlyInAnyOrder(
            new Step.End(1, Ending.LIFETIME), new Step.End(2, Ending.LIFETIME));
  }

  @Test
  void replacesAWaitingOneThatComesAgain() {
    sender(0, 1);
    assertThat(sender(0, 1)).containsExactly(new Step.End(1, Ending.REPLACED));
    assertThat(receiver(0, 1)).containsExactly(new Step.Join(2, 3, Duration.ZERO));
  }

  @Test
  void takesThePartnerFromOneThatIsReplaced() {
    pair();
    assertThat(sender(0, 1))
        .containsExactlyInAnyOrder(
            new Step.End(1, Ending.REPLACED), new Step.End(2, Ending.PARTNER_LOST));
    assertThat(receiver(0, 1)).containsExactly(new Step.Join(3, 4, Duration.ZERO));
  }

  @Test
  void movesAllLanesOnWithANewerEpoch() {
    pair();
    receiver(1, 1);
    sender(2, 1);
    assertThat(sender(0, 2))
        .containsExactlyInAnyOrder(
            new Step.End(1, Ending.REPLACED),
            new Step.End(2, Ending.PARTNER_LOST),
            new Step.End(3, Ending.TOO_LATE),
            new Step.End(4, Ending.REPLACED));
    assertThat(pairing.connections()).isEqualTo(1);
    assertThat(receiver(0, 2)).containsExactly(new Step.Join(5, 6, Duration.ZERO));
  }

  @Test
  void turnsAnOlderEpochAway() {
    sender(0, 2);
    assertThat(pairing.refusal(seat(Side.RECEIVER, 0, 1), BOB)).contains(Ending.TOO_LATE);
    assertThat(receiver(0, 1)).containsExactly(new Step.End(2, Ending.TOO_LATE));
    assertThat(receiver(0, 2)).containsExactly(new Step.Join(1, 3, Duration.ZERO));
  }

  @Test
  void remembersTheEpochOfAnEndedSession() {
    sender(0, 2);
    pairing.depart(1, Departure.BROKEN, now);
    assertThat(pairing.refusal(seat(Side.SENDER, 0, 1), ALICE)).contains(Ending.TOO_LATE);
  }

  @Test
  void limitsTheSessionsOfAUser() {
    arrive(new Seat(new UUID(0, 1), 0, Side.SENDER, 1), ALICE);
    arrive(new Seat(new UUID(0, 2), 0, Side.RECEIVER, 1), ALICE);
    assertThat(arrive(new Seat(new UUID(0, 3), 0, Side.SENDER, 1), ALICE))
        .containsExactly(new Step.End(3, Ending.OVER_LIMIT));
    assertThat(arrive(new Seat(new UUID(0, 1), 1, Side.SENDER, 1), ALICE)).isEmpty();
    assertThat(arrive(new Seat(new UUID(0, 3), 0, Side.SENDER, 1), BOB)).isEmpty();
    pairing.depart(2, Departure.BROKEN, now);
    assertThat(pairing.refusal(new Seat(new UUID(0, 3), 0, Side.RECEIVER, 1), ALICE)).isEmpty();
  }

  @Test
  void limitsTheSessionsOfTheRelay() {
    for (int i = 1; i <= 3; i++) {
      assertThat(arrive(new Seat(new UUID(0, i), 0, Side.SENDER, 1), new UUID(2, i))).isEmpty();
    }
    assertThat(pairing.refusal(new Seat(new UUID(0, 4), 0, Side.SENDER, 1), ALICE))
        .contains(Ending.OVER_LIMIT);
    assertThat(pairing.refusal(new Seat(new UUID(0, 1), 0, Side.RECEIVER, 1), BOB)).isEmpty();
  }

  @Test
  void letsNobodyInWhileDraining() {
    pair();
    pairing.drain();
    assertThat(receiver(1, 1)).containsExactly(new Step.End(3, Ending.DRAINING));
    assertThat(pairing.advance(now)).isEmpty();
    assertThat(pairing.endAll(Ending.DRAINING, now))
        .containsExactlyInAnyOrder(
            new Step.End(1, Ending.DRAINING), new Step.End(2, Ending.DRAINING));
  }

  @Test
  void forgetsEndingsAfterAWhile() {
    pair();
    pairing.depart(1, Departure.FINISHED, now);
    pass(Duration.ofSeconds(60));
    pairing.advance(now);
    assertThat(pairing.ending(seat(Side.SENDER, 0, 1))).isPresent();
    pass(Duration.ofSeconds(1));
    pairing.advance(now);
    assertThat(pairing.ending(seat(Side.SENDER, 0, 1))).isEmpty();
    assertThat(pairing.known()).isZero();
  }

  @Test
  void knowsNothingOfStrangers() {
    assertThat(pairing.depart(99, Departure.BROKEN, now)).isEmpty();
    pairing.moved(99, now);
    assertThat(pairing.ending(seat(Side.SENDER, 0, 1))).isEmpty();
  }

  @Test
  void refusesLanesAndLimitsThatCanNotBe() {
    assertThatThrownBy(() -> seat(Side.SENDER, 16, 1)).hasMessageContaining("lane");
    assertThatThrownBy(() -> seat(Side.SENDER, -1, 1)).hasMessageContaining("lane");
    assertThatThrownBy(() ->
            new PairingLimits(1, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .hasMessageContaining("positive");
  }

  @Test
  void namesEndingsAsTheProtocolDoes() {
    assertThat(Ending.PARTNER_NEVER_CAME.word()).isEqualTo("partner-never-came");
  }

  private void pair() {
    sender(0, 1);
    receiver(0, 1);
  }

  private List<Step> sender(int lane, int epoch) {
    return arrive(seat(Side.SENDER, lane, epoch), ALICE);
  }

  private List<Step> receiver(int lane, int epoch) {
    return arrive(seat(Side.RECEIVER, lane, epoch), BOB);
  }

  private List<Step> arrive(Seat seat, UUID user) {
    return pairing.arrive(new Arrival(++numbers, seat, user), now);
  }

  private static Seat seat(Side side, int lane, int epoch) {
    return new Seat(SESSION, lane, side, epoch);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
