package dev.glide.registry.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestHandlesTest {
  private static final List<String> PEOPLE =
      List.of("alice", "alicia", "bob", "bobby", "robert", "carol", "dave", "eve");

  @Test
  void putsTheNearestFirst() {
    assertThat(NearestHandles.to("alcie", PEOPLE)).containsExactly("alice", "alicia");
    assertThat(NearestHandles.to("alici", PEOPLE)).containsExactly("alice", "alicia");
  }

  @Test
  void takesABeginningAsNear() {
    assertThat(NearestHandles.to("rob", PEOPLE)).containsExactly("bob", "robert");
  }

  @Test
  void namesAtMostThree() {
    assertThat(NearestHandles.to("bo", List.of("bo1", "bo2", "bo3", "bo4"))).hasSize(3);
  }

  @Test
  void namesNobodyWhoIsFar() {
    assertThat(NearestHandles.to("zacharias", PEOPLE)).isEmpty();
    assertThat(NearestHandles.to("x", PEOPLE)).isEmpty();
  }
}
