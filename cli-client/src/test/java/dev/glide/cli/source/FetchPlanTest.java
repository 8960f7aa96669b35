package dev.glide.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FetchPlanTest {
  private static final int STORE = 0;
  private static final int PEER = 1;
  private static final int OTHER = 2;
  private static final int ANY = Integer.MAX_VALUE;
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  @Test
  void leasesWhatIsMissingInAscendingOrder() {
    FetchPlan plan = plan(5, bits(1, 3), ANY);
    plan.has(STORE, bits(0, 1, 2, 3, 4));
    assertThat(leases(plan, STORE)).containsExactly(0, 2, 4);
  }

  @Test
  void leasesOnlyWhatTheSourceHas() {
    FetchPlan plan = plan(5, bits(), ANY);
    plan.has(PEER, bits(3));
    assertThat(leases(plan, PEER)).containsExactly(3);
    plan.has(PEER, bits(4));
    assertThat(leases(plan, PEER)).containsExactly(4);
  }

  @Test
  void leasesEachChunkToOneSource() {
    FetchPlan plan = plan(4, bits(), ANY);
    plan.has(STORE, bits(0, 1, 2, 3));
    plan.has(PEER, bits(0, 1, 2, 3));
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(0);
    assertThat(plan.lease(PEER, 0)).map(Lease::index).contains(1);
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(2);
  }

  @Test
  void freesWhatASourceWasToFetchWhenItGoes() {
    FetchPlan plan = plan(2, bits(), ANY);
    plan.has(STORE, bits(0, 1));
    plan.has(PEER, bits(0, 1));
    leases(plan, PEER);
    assertThat(plan.lease(STORE, 0)).isEmpty();
    plan.gone(PEER);
    assertThat(leases(plan, STORE)).containsExactly(0, 1);
    assertThat(plan.lease(PEER, 0)).isEmpty();
  }

  @Test
  void asksAnotherWhenASourceLacksAChunkAfterAll() {
    FetchPlan plan = plan(1, bits(), ANY);
    plan.has(STORE, bits(0));
    plan.has(PEER, bits(0));
    leases(plan, PEER);
    plan.lacks(PEER, 0, 0);
    assertThat(plan.lease(PEER, 0)).isEmpty();
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(0);
  }

  @Test
  void believesASourceThatSaysOftenEnoughThatItLacksAChunk() {
    FetchPlan plan = plan(1, bits(), ANY);
    for (int i = 0; i < 3; i++) {
      plan.has(STORE, bits(0));
      assertThat(leases(plan, STORE)).containsExactly(0);
      plan.lacks(STORE, 0, 0);
    }
    plan.has(STORE, bits(0));
    assertThat(leases(plan, STORE)).isEmpty();
    assertThat(plan.uncovered()).isEqualTo(bits(0));
  }

  @Test
  void neverAsksAgainForWhatWasWorthless() {
    FetchPlan plan = plan(1, bits(), ANY);
    plan.has(STORE, bits(0));
    leases(plan, STORE);
    plan.received(STORE, 0, 1);
    plan.spoils(STORE, 0, 2);
    plan.has(STORE, bits(0));
    assertThat(leases(plan, STORE)).isEmpty();
    assertThat(plan.uncovered()).isEqualTo(bits(0));
  }

  @Test
  void freesWhatAStalledSourceHoldsAndTakesItWhenItComesAfterAll() {
    FetchPlan plan = plan(1, bits(), ANY);
    plan.has(PEER, bits(0));
    leases(plan, PEER);
    plan.has(STORE, bits(0));
    assertThat(plan.lease(STORE, SECOND)).isEmpty();
    assertThat(plan.lease(STORE, 6 * SECOND)).map(Lease::index).contains(0);
    assertThat(plan.arrived(PEER, 0, 7 * SECOND)).isTrue();
    assertThat(plan.takeDrops(STORE)).containsExactly(0);
    assertThat(plan.arrived(STORE, 0, 8 * SECOND)).isFalse();
    assertThat(plan.duplicates()).isEqualTo(1);
    assertThat(plan.isDone()).isTrue();
  }

  @Test
  void aStalledSourceIsNotAskedTwiceForTheSame() {
    FetchPlan plan = plan(10, bits(), ANY);
    plan.has(PEER, bits(0, 1));
    assertThat(leases(plan, PEER)).containsExactly(0, 1);
    plan.has(PEER, bits(2));
    assertThat(plan.lease(PEER, 60 * SECOND)).isEmpty();
    plan.received(PEER, 0, 61 * SECOND);
    assertThat(leases(plan, PEER, 61 * SECOND)).containsExactly(2);
  }

  @Test
  void theEndDoesNotWaitForTheSlowest() {
    FetchPlan plan = plan(6, bits(), ANY);
    plan.has(PEER, bits(0, 1, 2, 3, 4, 5));
    plan.has(STORE, bits(0, 1, 2, 3, 4, 5));
    assertThat(plan.lease(PEER, 0)).map(Lease::index).contains(0);
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(1);
    plan.arrived(STORE, 1, 10 * MILLI);
    plan.arrived(PEER, 0, SECOND);
    assertThat(plan.lease(PEER, SECOND)).map(Lease::index).contains(2);
    long now = SECOND;
    for (int next = 3; next < 6; next++) {
      assertThat(plan.lease(STORE, now)).map(Lease::index).contains(next);
      now += 10 * MILLI;
      plan.arrived(STORE, next, now);
    }
    assertThat(plan.lease(STORE, now)).map(Lease::index).contains(2);
    now += 10 * MILLI;
    assertThat(plan.arrived(STORE, 2, now)).isTrue();
    assertThat(plan.takeDrops(PEER)).containsExactly(2);
    assertThat(plan.isDone()).isTrue();
  }

  @Test
  void aSlowSourceDoesNotTakeOverWhatAFasterOneWillBring() {
    FetchPlan plan = plan(3, bits(), ANY);
    plan.has(STORE, bits(0, 1, 2));
    plan.has(PEER, bits(0, 2));
    plan.lease(PEER, 0);
    plan.arrived(PEER, 0, 4 * SECOND);
    plan.lease(STORE, 4 * SECOND);
    plan.arrived(STORE, 1, 4 * SECOND + MILLI);
    plan.lease(STORE, 4 * SECOND + MILLI);
    assertThat(plan.lease(PEER, 4 * SECOND + 10 * MILLI)).isEmpty();
  }

  @Test
  void staysWithinItsReach() {
    FetchPlan plan = plan(10, bits(), 2);
    plan.has(STORE, bits(0, 1, 2, 3));
    plan.lease(STORE, 0);
    plan.lease(STORE, 0);
    assertThat(plan.lease(STORE, 0)).isEmpty();
    plan.arrived(STORE, 0, 1);
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(2);
  }

  @Test
  void asksForAsMuchAsALongLineHolds() {
    FetchPlan plan = new FetchPlan(1000, bits(), ANY);
    plan.come(PEER, PEER, 1, 64, 0);
    plan.has(PEER, range(0, 1000));
    assertThat(leases(plan, PEER)).hasSize(4);
    plan.roundTrip(PEER, 100 * MILLI);
    long now = 100 * MILLI;
    for (int i = 0; i < 4; i++) {
      now += 5 * MILLI;
      plan.received(PEER, i, now);
      plan.arrived(PEER, i, now);
    }
    int underWay = leases(plan, PEER, now).size();
    assertThat(underWay * 5L).as("milliseconds on the line").isGreaterThan(100);
    assertThat(underWay).isLessThanOrEqualTo(64);
  }

  @Test
  void asksForLittleAheadOnAShortLine() {
    FetchPlan plan = new FetchPlan(1000, bits(), ANY);
    plan.come(PEER, PEER, 1, 64, 0);
    plan.has(PEER, range(0, 1000));
    int leased = 0;
    for (int i = 0; i < 8; i++) {
      leased += leases(plan, PEER, i * 5L * MILLI).size();
      plan.arrived(PEER, i, (i + 1) * 5L * MILLI);
    }
    leased += leases(plan, PEER, 40 * MILLI).size();
    assertThat(leased - 8).isBetween(2, 5);
  }

  @Test
  void growsWithoutForgettingWhatIsHere() {
    FetchPlan plan = plan(1, bits(0, 2), ANY);
    assertThat(plan.isDone()).isTrue();
    plan.grow(4, -1, 0);
    plan.has(STORE, bits(0, 1, 2, 3));
    assertThat(leases(plan, STORE)).containsExactly(1, 3);
  }

  @Test
  void leavesAChunkThatStillGrowsToWhoFetchesIt() {
    FetchPlan plan = plan(0, bits(), ANY);
    plan.grow(1, 0, 0);
    plan.has(PEER, bits(0));
    plan.has(OTHER, bits(0));
    assertThat(leases(plan, PEER)).containsExactly(0);
    assertThat(plan.lease(OTHER, 3600 * SECOND)).isEmpty();
    plan.grow(2, 1, 3600 * SECOND);
    assertThat(plan.lease(OTHER, 3600 * SECOND + 1)).isEmpty();
    plan.gone(PEER);
    assertThat(plan.lease(OTHER, 3600 * SECOND + 2)).map(Lease::index).contains(0);
  }

  @Test
  void shrinksWhenTheLastChunkTurnsOutToBeEmpty() {
    FetchPlan plan = plan(0, bits(), ANY);
    plan.grow(2, 1, 0);
    plan.has(PEER, bits(0, 1));
    leases(plan, PEER);
    plan.arrived(PEER, 0, 1);
    plan.shrink(1);
    assertThat(plan.isDone()).isTrue();
    assertThat(plan.chunkCount()).isEqualTo(1);
  }

  @Test
  void aLeaseDoesNotTakeLongerWithMoreChunks() {
    int count = 1 << 20;
    FetchPlan plan = new FetchPlan(count, bits(), ANY);
    plan.come(PEER, PEER, 64, 64, 0);
    plan.come(STORE, STORE, 64, 64, 0);
    plan.has(PEER, range(0, count));
    plan.has(STORE, range(count / 2, count));
    // Linear scans would make this a matter of hours.
    for (int i = 0; i < count / 2; i++) {
      for (int source : new int[] {PEER, STORE}) {
        Lease lease = plan.lease(source, i).orElseThrow();
        plan.received(source, lease.index(), i);
        plan.arrived(source, lease.index(), i);
      }
    }
    assertThat(plan.isDone()).isTrue();
    assertThat(plan.duplicates()).isZero();
  }

  @Test
  void whoSharesAWayFetchesTwiceOnlyWhatHasAllButStopped() {
    FetchPlan plan = new FetchPlan(3, bits(), ANY);
    plan.come(PEER, 7, 1, 2, 0);
    plan.come(OTHER, 7, 1, 2, 0);
    plan.come(STORE, STORE, 1, 2, 0);
    for (int source : new int[] {PEER, OTHER, STORE}) {
      plan.has(source, range(0, 3));
    }
    assertThat(leases(plan, PEER)).containsExactly(0, 1);
    assertThat(leases(plan, OTHER)).containsExactly(2);
    long now = 20_000_000L;
    plan.arrived(OTHER, 2, now);
    plan.arrived(PEER, 0, now);
    assertThat(leases(plan, OTHER, now + 500_000_000L)).isEmpty();
    assertThat(leases(plan, OTHER, now + 1_500_000_000L)).containsExactly(1);
  }

  /** With sources that take any number of leases. */
  private static FetchPlan plan(int chunkCount, BitSet here, int reach) {
    FetchPlan plan = new FetchPlan(chunkCount, here, reach);
    for (int source : new int[] {STORE, PEER, OTHER}) {
      plan.come(source, source, 100, 100, 0);
    }
    return plan;
  }

  private static List<Integer> leases(FetchPlan plan, int source) {
    return leases(plan, source, 0);
  }

  private static List<Integer> leases(FetchPlan plan, int source, long now) {
    List<Integer> indexes = new ArrayList<>();
    for (Optional<Lease> lease = plan.lease(source, now);
        lease.isPresent();
        lease = plan.lease(source, now)) {
      indexes.add(lease.get().index());
    }
    return indexes;
  }

  private static BitSet range(int from, int to) {
    BitSet bits = new BitSet();
    bits.set(from, to);
    return bits;
  }

  private static BitSet bits(int... indexes) {
    BitSet bits = new BitSet();
    for (int each : indexes) {
      bits.set(each);
    }
    return bits;
  }
}
