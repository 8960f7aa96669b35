package dev.glide.registry.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InviteCodeTest {
  @Test
  void hasNoLettersThatLookAlike() {
    for (int i = 0; i < 100; i++) {
      assertThat(InviteCode.random()).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
    }
  }

  @Test
  void isTheSameHoweverItIsTyped() {
    assertThat(InviteCode.hash(" ab12-cd34ef56 gh78\n"))
        .isEqualTo(InviteCode.hash("AB12-CD34-EF56-GH78"));
    assertThat(InviteCode.hash("AB12-CD34-EF56-GH79"))
        .isNotEqualTo(InviteCode.hash("AB12-CD34-EF56-GH78"));
  }
}
