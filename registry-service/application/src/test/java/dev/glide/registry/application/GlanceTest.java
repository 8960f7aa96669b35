package dev.glide.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GlanceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void neverWaitsForAnAnswer() {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Glance<Integer> glance =
        new Glance<>(
            Duration.ofDays(1),
            () -> {
              asked.incrementAndGet();
              try {
                answered.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return 7;
            });
    assertThat(glance.of(Integer::doubleValue)).isNaN();
    assertThat(glance.of(Integer::doubleValue)).isNaN();
    answered.countDown();
    await().atMost(PATIENCE).until(() -> glance.of(Integer::doubleValue) == 7);
    assertThat(asked).hasValue(1);
  }

  @Test
  void knowsNothingWhileNobodyAnswers() {
    AtomicInteger asked = new AtomicInteger();
    Glance<Integer> glance =
        new Glance<>(
            Duration.ZERO,
            () -> {
              if (asked.incrementAndGet() == 2) {
                throw new IllegalStateException("away");
              }
              return asked.get();
            });
    await().atMost(PATIENCE).until(() -> glance.of(Integer::doubleValue) == 1);
    await().atMost(PATIENCE).until(() -> Double.isNaN(glance.of(Integer::doubleValue)));
    await().atMost(PATIENCE).until(() -> glance.of(Integer::doubleValue) > 2);
  }
}
