package dev.glide.shared.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupedCountsTest {
  private enum Basket {
    MINE,
    YOURS
  }

  private enum Fruit {
    PEAR,
    CHERRY
  }

  private final GroupedCounts<Basket, Fruit> counts =
      new GroupedCounts<>(Basket.class, Fruit.class);

  @Test
  void countsInEachGroupByItself() {
    counts.count(Basket.MINE, Fruit.PEAR);
    counts.count(Basket.MINE, Fruit.PEAR);
    counts.count(Basket.YOURS, Fruit.CHERRY);
    assertThat(counts.of(Basket.MINE, Fruit.PEAR)).isEqualTo(2);
    assertThat(counts.of(Basket.MINE, Fruit.CHERRY)).isZero();
    assertThat(counts.of(Basket.YOURS, Fruit.PEAR)).isZero();
    assertThat(counts.of(Basket.YOURS, Fruit.CHERRY)).isEqualTo(1);
  }

  @Test
  void givesAGroupThatGoesOnCounting() {
    Counts<Fruit> mine = counts.of(Basket.MINE);
    counts.count(Basket.MINE, Fruit.CHERRY);
    assertThat(mine.of(Fruit.CHERRY)).isEqualTo(1);
  }
}
