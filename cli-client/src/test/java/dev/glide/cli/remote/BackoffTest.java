package dev.glide.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void waitsLongerEachTimeUntilItsPatienceEnds() {
    Backoff backoff = new Backoff(Duration.ofSeconds(60), () -> {}, nanos::get);
    long waited = 0;
    int tries = 0;
    for (Optional<Long> delay = backoff.next(Optional.empty());
        delay.isPresent();
        delay = backoff.next(Optional.empty())) {
      assertThat(delay.get()).isBetween(1L, 5_000L);
      waited += delay.get();
      nanos.addAndGet(Duration.ofMillis(delay.get()).toNanos());
      tries++;
    }
    assertThat(waited).isEqualTo(60_000);
    assertThat(tries).isBetween(15, 60);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    Backoff backoff = new Backoff(Duration.ofSeconds(60), () -> {}, nanos::get);
    assertThat(backoff.next(Optional.of(Duration.ofSeconds(7)))).contains(7_000L);
  }

  @Test
  void givesUpWhenTheServerAsksForMoreThanThePatience() {
    Backoff backoff = new Backoff(Duration.ofSeconds(5), () -> {}, nanos::get);
    assertThat(backoff.next(Optional.of(Duration.ofSeconds(7)))).isEmpty();
  }

  @Test
  void neverWaitsWithoutPatience() {
    assertThat(new Backoff(Duration.ZERO, () -> {}, nanos::get).next(Optional.empty())).isEmpty();
  }
}
