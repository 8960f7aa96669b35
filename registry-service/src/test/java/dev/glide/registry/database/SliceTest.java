package dev.glide.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
  @Test
  void leavesTheLastOneForTheNextPage() {
    Slice<Integer> slice = Slice.of(List.of(1, 2, 3), 2);
    assertThat(slice.shown()).containsExactly(1, 2);
    assertThat(slice.next(last -> "after " + last)).isEqualTo("after 2");
  }

  @Test
  void showsAllWhereNoneIsLeft() {
    for (int size : new int[] {3, 4, 1000}) {
      Slice<Integer> slice = Slice.of(List.of(1, 2, 3), size);
      assertThat(slice.shown()).containsExactly(1, 2, 3);
      assertThat(slice.next(Object::toString)).isNull();
    }
  }

  @Test
  void showsNothingOfNothing() {
    Slice<Integer> slice = Slice.of(List.of(), 1);
    assertThat(slice.shown()).isEmpty();
    assertThat(slice.next(Object::toString)).isNull();
  }

  @Test
  void refusesToGoOnAfterNothing() {
    assertThatThrownBy(() -> Slice.of(List.of(1), 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
