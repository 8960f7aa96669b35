package dev.glide.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Thousands of transfers in virtual time; a failure names the seed that brings it back. */
class FetchSimulationTest {
  private static final int ANY = Integer.MAX_VALUE;

  /** On the line of a source when the end is fetched from faster ones, too. */
  private static final int TWICE_PER_SOURCE = 12;

  @Test
  void bringsEverythingOnceWhateverTheSourcesDo() {
    LongStream.range(0, 4000).forEach(FetchSimulationTest::anything);
  }

  private static void anything(long seed) {
    Random random = new Random(seed);
    int chunkCount = 1 + random.nextInt(200);
    int reach = random.nextInt(3) == 0 ? 2 + random.nextInt(10) : ANY;
    long growsEvery = random.nextInt(3) == 0 ? random.nextLong(50 * Scenario.MILLI) : 0;
    List<Scenario> scenarios = new ArrayList<>();
    boolean sure = random.nextInt(4) > 0;
    if (sure) {
      scenarios.add(Scenario.honest(random, chunkCount));
    }
    for (int i = random.nextInt(6); i >= 0; i--) {
      scenarios.add(Scenario.any(random, chunkCount));
    }
    FetchSimulation run = new FetchSimulation(chunkCount, reach, growsEvery, scenarios);
    run.run();
    String told = "seed " + seed + ": " + scenarios;
    if (sure || run.isDone()) {
      assertThat(run.isDone()).as(told).isTrue();
      assertThat(run.written).as(told).isEqualTo(range(chunkCount));
    } else {
      assertThat(run.plan.uncovered().isEmpty()).as("nothing is named; " + told).isFalse();
    }
    assertThat(run.duplicates).as("twice; " + told).isEqualTo(run.plan.duplicates());
    // A slow source may begin each chunk that is next before a faster one has room for it.
    boolean leads = reach == ANY && growsEvery == 0;
    assertThat(run.duplicates)
        .as("twice; " + told)
        .isLessThanOrEqualTo(scenarios.size() * TWICE_PER_SOURCE + (leads ? 0 : chunkCount));
    if (sure) {
      requireNoLaterThanAlone(run, chunkCount, reach, growsEvery, scenarios.getFirst(), told);
    }
  }

  /** Whatever the other sources do, they hold up the honest one by little. */
  private static void requireNoLaterThanAlone(
      FetchSimulation run, int chunkCount, int reach, long growsEvery, Scenario one, String told) {
    double pace = Math.max(one.pace(), (one.chunkNanos + one.roundTrip) / (double) reach);
    long alone = (long) (chunkCount * (pace + growsEvery)) + one.comesAt + 4 * one.roundTrip;
    long latest = reach == ANY ? alone + Scenario.SECOND : 2 * alone + 30 * Scenario.SECOND;
    assertThat(run.now).as(told).isLessThanOrEqualTo(latest);
  }

  @Test
  void honestSourcesBringItTogetherInLittleMoreThanTheLeastTime() {
    LongStream.range(0, 2000).forEach(FetchSimulationTest::together);
  }

  private static void together(long seed) {
    Random random = new Random(seed);
    int chunkCount = 50 + random.nextInt(1000);
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      scenarios.add(Scenario.honest(random, chunkCount));
    }
    FetchSimulation run = new FetchSimulation(chunkCount, ANY, 0, scenarios);
    run.run();
    String told = "seed " + seed + ": " + scenarios;
    double pace = 1 / scenarios.stream().mapToDouble(each -> 1 / each.pace()).sum();
    long start =
        scenarios.stream().mapToLong(each -> each.comesAt + 4 * each.roundTrip).max().orElse(0);
    assertThat(run.written).as(told).isEqualTo(range(chunkCount));
    assertThat(run.now)
        .as(told)
        .isLessThanOrEqualTo((long) (1.1 * chunkCount * pace) + start + 300 * Scenario.MILLI);
    assertThat(run.duplicates)
        .as("twice; " + told)
        .isLessThanOrEqualTo(scenarios.size() * TWICE_PER_SOURCE);
  }

  private static BitSet range(int count) {
    BitSet bits = new BitSet();
    bits.set(0, count);
    return bits;
  }
}
