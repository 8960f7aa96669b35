package dev.glide.shared.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {
  @ParameterizedTest
  @ValueSource(strings = {"al", "bob", "7of9", "a_b-c", "abcdefghijklmnopqrstuvwxyz012345"})
  void takesNames(String handle) {
    assertThat(Handle.isValid(handle)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "Bob",
        "_bob",
        "-bob",
        "bob ",
        "b.b",
        "bób",
        "bob\n",
        "@bob",
        "bob/..",
        "abcdefghijklmnopqrstuvwxyz0123456"
      })
  void refusesWhatIsNoName(String handle) {
    assertThat(Handle.isValid(handle)).isFalse();
  }
}
