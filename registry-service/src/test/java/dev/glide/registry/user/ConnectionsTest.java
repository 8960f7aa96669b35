package dev.glide.registry.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final Connections connections = new Connections();
  private final UUID bob = UUID.randomUUID();

  @Test
  void opensAndClosesOnce() {
    assertThat(connections.open(1, bob)).isTrue();
    assertThat(connections.open(1, bob)).isFalse();
    assertThat(connections.close(1)).contains(bob);
    assertThat(connections.close(1)).isEmpty();
    assertThat(connections.open(1, bob)).isFalse();
  }

  @Test
  void oneThatHasGoneBeforeItCameNeverComes() {
    assertThat(connections.close(3)).isEmpty();
    assertThat(connections.open(3, bob)).isFalse();
    assertThat(connections.open(2, bob)).isTrue();
  }

  @Test
  void remembersAsManyAsMatter() {
    connections.open(0, bob);
    for (long number = 1; number <= 10_000; number++) {
      connections.open(number, bob);
      connections.close(number);
    }
    for (long number : new long[] {1, 5_000, 5_904, 5_905, 10_000}) {
      assertThat(connections.open(number, bob)).as("%d", number).isFalse();
    }
    assertThat(connections.open(10_001, bob)).isTrue();
    List<Long> open = new ArrayList<>();
    connections.forEach((number, user) -> open.add(number));
    assertThat(open).containsExactlyInAnyOrder(0L, 10_001L);
    assertThat(connections.close(0)).contains(bob);
    assertThat(connections.open(0, bob)).isFalse();
  }
}
