package dev.glide.shared.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {
  private enum Fruit {
    PEAR,
    BLACK_CHERRY
  }

  private final Counts<Fruit> counts = new Counts<>(Fruit.class);

  @Test
  void countsEachKindByItself() {
    counts.count(Fruit.PEAR);
    counts.add(Fruit.PEAR, 2);
    assertThat(counts.of(Fruit.PEAR)).isEqualTo(3);
    assertThat(counts.of(Fruit.BLACK_CHERRY)).isZero();
  }

  @Test
  void namesKindsAsMetricsDo() {
    assertThat(Counts.word(Fruit.BLACK_CHERRY)).isEqualTo("black-cherry");
  }
}
