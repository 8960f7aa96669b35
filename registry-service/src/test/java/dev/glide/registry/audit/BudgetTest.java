package dev.glide.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final HandClock clock = new HandClock();
  private final Budget budget = new Budget(2, Duration.ofSeconds(10), clock);

  private int taken(int asked) {
    int taken = 0;
    for (int i = 0; i < asked; i++) {
      taken += budget.take() ? 1 : 0;
    }
    return taken;
  }

  @Test
  void lendsWhatWasSavedAndThenSoManyASecond() {
    assertThat(taken(100)).isEqualTo(20);
    clock.now = clock.now.plusSeconds(3);
    assertThat(taken(100)).isEqualTo(6);
    clock.now = clock.now.plusSeconds(3600);
    assertThat(taken(100)).isEqualTo(20);
  }

  @Test
  void survivesAClockThatGoesBack() {
    assertThat(taken(20)).isEqualTo(20);
    clock.now = clock.now.minusSeconds(100);
    assertThat(taken(1)).isZero();
    clock.now = clock.now.plusSeconds(1);
    assertThat(taken(5)).isEqualTo(2);
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
