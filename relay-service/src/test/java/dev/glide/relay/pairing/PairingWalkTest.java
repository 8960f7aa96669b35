package dev.glide.relay.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.relay.pairing.Arrival.Seat;
import dev.glide.shared.token.SessionClaims.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever comes in whatever order: nobody is in two pairs, all end once, nothing is left over. */
class PairingWalkTest {
  private static final PairingLimits LIMITS =
      new PairingLimits(
          4,
          3,
          Duration.ofSeconds(5),
          Duration.ofSeconds(7),
          Duration.ofSeconds(40),
          Duration.ofSeconds(10));

  private final Pairing pairing = new Pairing(LIMITS);
  private final Map<Long, Seat> here = new HashMap<>();
  private final Map<Long, Long> partners = new HashMap<>();
  private final Set<Long> ended = new HashSet<>();
  private Instant now = Instant.EPOCH;
  private long numbers;

  @Property(tries = 500)
  void keepsItsPromises(@ForAll long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      step(random);
      assertThat(pairing.connections()).isEqualTo(here.size());
      assertThat(pairing.sessions()).isEqualTo(sessionsHere()).isLessThanOrEqualTo(4);
    }
    carryOut(pairing.endAll(Ending.DRAINING, now));
    assertThat(here).isEmpty();
    assertThat(ended).hasSize((int) numbers);
    now = now.plusSeconds(60);
    pairing.advance(now);
    assertThat(pairing.known()).isZero();
    assertThat(pairing.usersKnown()).isZero();
  }

  private void step(Random random) {
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> arrive(random);
      case 3 -> {
        if (!here.isEmpty()) {
          Departure[] ways = Departure.values();
          carryOut(pairing.depart(anybody(random), ways[random.nextInt(ways.length)], now));
        }
      }
      case 4 -> pairing.moved(random.nextLong(numbers + 1), now);
      default -> {
        now = now.plusMillis(random.nextInt(3_000));
        carryOut(pairing.advance(now));
      }
    }
  }

  private void arrive(Random random) {
    Seat seat =
        new Seat(
            new UUID(0, random.nextInt(6)),
            random.nextInt(2),
            random.nextBoolean() ? Side.SENDER : Side.RECEIVER,
            1 + random.nextInt(3));
    UUID user = new UUID(1, (seat.side() == Side.SENDER ? 0 : 1) + 2L * random.nextInt(2));
    long number = ++numbers;
    here.put(number, seat);
    carryOut(pairing.arrive(new Arrival(number, seat, user), now));
    Set<Seat> seats = new HashSet<>(here.values());
    assertThat(seats).as("one to a seat").hasSameSizeAs(here.values());
  }

  private void carryOut(List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Join join -> {
          assertThat(here).containsKeys(join.one(), join.other());
          assertThat(Optional.ofNullable(here.get(join.one())).map(Seat::opposite))
              .isEqualTo(Optional.ofNullable(here.get(join.other())));
          assertThat(partners.put(join.one(), join.other())).as("in two pairs").isNull();
          assertThat(partners.put(join.other(), join.one())).as("in two pairs").isNull();
        }
        case Step.End end -> {
          assertThat(here.remove(end.connection())).as("ended without being here").isNotNull();
          assertThat(ended.add(end.connection())).as("ended twice").isTrue();
        }
      }
    }
    for (Step step : steps) {
      if (step instanceof Step.End end && partners.containsKey(end.connection())) {
        assertThat(here)
            .as("left without partner")
            .doesNotContainKey(partners.get(end.connection()));
      }
    }
  }

  private long anybody(Random random) {
    return new ArrayList<>(here.keySet()).get(random.nextInt(here.size()));
  }

  private long sessionsHere() {
    return here.values().stream().map(Seat::session).distinct().count();
  }
}
