package dev.glide.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.relay.HandClock;
import java.time.Duration;
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
    clock.advance(Duration.ofSeconds(3));
    assertThat(taken(100)).isEqualTo(6);
    clock.advance(Duration.ofHours(1));
    assertThat(taken(100)).isEqualTo(20);
  }

  @Test
  void survivesAClockThatGoesBack() {
    assertThat(taken(20)).isEqualTo(20);
    clock.goBack(Duration.ofSeconds(100));
    assertThat(taken(1)).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(taken(5)).isEqualTo(2);
  }
}
