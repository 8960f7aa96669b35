package dev.glide.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FetchPlanTest {
  private static final int STORE = 0;
  private static final int PEER = 1;
  private static final int ANY = Integer.MAX_VALUE;

  @Test
  void leasesWhatIsMissingInAscendingOrder() {
    FetchPlan plan = new FetchPlan(5, bits(1, 3), ANY);
    plan.has(STORE, bits(0, 1, 2, 3, 4));
    assertThat(leases(plan, STORE)).containsExactly(0, 2, 4);
  }

  @Test
  void leasesOnlyWhatTheSourceHas() {
    FetchPlan plan = new FetchPlan(5, bits(), ANY);
    plan.has(PEER, bits(3));
    assertThat(leases(plan, PEER)).containsExactly(3);
    plan.has(PEER, bits(4));
    assertThat(leases(plan, PEER)).containsExactly(4);
  }

  @Test
  void leasesEachChunkToOneSource() {
    FetchPlan plan = new FetchPlan(4, bits(), ANY);
    plan.has(STORE, bits(0, 1, 2, 3));
    plan.has(PEER, bits(0, 1, 2, 3));
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(0);
    assertThat(plan.lease(PEER, 0)).map(Lease::index).contains(1);
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(2);
  }

  @Test
  void freesWhatASourceWasToFetchWhenItGoes() {
    FetchPlan plan = new FetchPlan(2, bits(), ANY);
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
    FetchPlan plan = new FetchPlan(1, bits(), ANY);
    plan.has(STORE, bits(0));
    plan.has(PEER, bits(0));
    leases(plan, PEER);
    plan.lacks(PEER, 0);
    assertThat(plan.lease(PEER, 0)).isEmpty();
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(0);
  }

  @Test
  void takesOverFromASourceThatStalls() {
    FetchPlan plan = new FetchPlan(1, bits(), ANY);
    plan.has(STORE, bits(0));
    plan.has(PEER, bits(0));
    Lease stalled = plan.lease(PEER, 0).orElseThrow();
    assertThat(plan.lease(STORE, FetchPlan.MIN_TAKEOVER_NANOS)).isEmpty();
    Lease second = plan.lease(STORE, FetchPlan.MIN_TAKEOVER_NANOS + 1).orElseThrow();
    assertThat(plan.arrived(second, FetchPlan.MIN_TAKEOVER_NANOS + 2)).isTrue();
    assertThat(plan.arrived(stalled, FetchPlan.MIN_TAKEOVER_NANOS + 3)).isFalse();
    assertThat(plan.isDone()).isTrue();
  }

  @Test
  void aSlowSourceDoesNotTakeOverWhatAFasterOneWillBring() {
    FetchPlan plan = new FetchPlan(3, bits(), ANY);
    plan.has(STORE, bits(0, 1, 2));
    plan.has(PEER, bits(0, 2));
    long minute = 60_000_000_000L;
    plan.arrived(plan.lease(PEER, 0).orElseThrow(), minute);
    leases(plan, STORE, minute);
    assertThat(plan.lease(PEER, minute + FetchPlan.MIN_TAKEOVER_NANOS + 1)).isEmpty();
    assertThat(plan.lease(PEER, 4 * minute)).map(Lease::index).contains(2);
  }

  @Test
  void staysWithinItsWindow() {
    FetchPlan plan = new FetchPlan(10, bits(), 2);
    plan.has(STORE, bits(0, 1, 2, 3));
    Lease first = plan.lease(STORE, 0).orElseThrow();
    plan.lease(STORE, 0);
    assertThat(plan.lease(STORE, 0)).isEmpty();
    plan.arrived(first, 1);
    assertThat(plan.lease(STORE, 0)).map(Lease::index).contains(2);
  }

  @Test
  void growsWithoutForgettingWhatIsHere() {
    FetchPlan plan = new FetchPlan(1, bits(0, 2), ANY);
    assertThat(plan.isDone()).isTrue();
    plan.grow(4);
    plan.has(STORE, bits(0, 1, 2, 3));
    assertThat(leases(plan, STORE)).containsExactly(1, 3);
  }

  @Property(tries = 300)
  void bringsEverythingWhateverTheSourcesDo(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int chunkCount) {
    Random random = new Random(seed);
    FetchPlan plan = new FetchPlan(chunkCount, new BitSet(), 1 + random.nextInt(80));
    BitSet all = new BitSet();
    all.set(0, chunkCount);
    BitSet brought = new BitSet();
    List<Lease> underWay = new ArrayList<>();
    plan.has(STORE, all);
    long now = 0;
    for (int step = 0; !plan.isDone(); step++) {
      assertThat(step).isLessThan(20_000);
      now += random.nextLong(3_000_000_000L);
      int source = random.nextInt(3);
      switch (random.nextInt(5)) {
        case 0 -> plan.has(source, all);
        case 1 -> {
          if (source != STORE) {
            plan.gone(source);
            underWay.removeIf(each -> each.source() == source);
          }
        }
        case 2 -> plan.lease(source, now).ifPresent(underWay::add);
        default -> {
          if (!underWay.isEmpty()) {
            Lease done = underWay.remove(random.nextInt(underWay.size()));
            assertThat(plan.arrived(done, now)).isEqualTo(!brought.get(done.index()));
            brought.set(done.index());
          }
        }
      }
    }
    assertThat(brought).isEqualTo(all);
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

  private static BitSet bits(int... indexes) {
    BitSet bits = new BitSet();
    for (int each : indexes) {
      bits.set(each);
    }
    return bits;
  }
}
