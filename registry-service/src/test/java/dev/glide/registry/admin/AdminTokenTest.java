package dev.glide.registry.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminTokenTest {
  private static final String TOKEN = "a-token-of-at-least-thirty-two-characters";

  @Test
  void isOnlyItself() {
    AdminToken token = new AdminToken(Optional.of(TOKEN + "\n"));
    assertThat(token.isThere()).isTrue();
    assertThat(token.is(TOKEN)).isTrue();
    assertThat(token.is(TOKEN + "x")).isFalse();
    assertThat(token.is("")).isFalse();
    assertThat(token.toString()).doesNotContain(TOKEN);
  }

  @Test
  void isNothingWhereNoneIsSet() {
    AdminToken none = new AdminToken(Optional.empty());
    assertThat(none.isThere()).isFalse();
    assertThat(none.is("")).isFalse();
  }

  @Test
  void mustBeLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdminToken(Optional.of("too-short")))
        .withMessageContaining("32")
        .withMessageNotContaining("too-short");
  }
}
