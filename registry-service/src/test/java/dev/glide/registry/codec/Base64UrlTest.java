package dev.glide.registry.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
  private static void refused(Runnable decoding, ErrorCode code) {
    assertThatThrownBy(decoding::run)
        .isInstanceOfSatisfying(GlideException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"AAA", "AAAAAA", "AAA=", "AAA+", "AAA/", "AA A", "AAB"})
  void takesOnlyTheCanonicalTextOfTheRightLength(@Nullable String text) {
    refused(() -> Base64Url.exactly("key", text, 3), ErrorCode.MALFORMED);
    refused(() -> Base64Url.exactly("key", "AAB", 2), ErrorCode.MALFORMED);
    assertThat(Base64Url.exactly("key", "-_-_", 3)).hasSize(3);
  }

  @Test
  void takesUpToALimit() {
    assertThat(Base64Url.upTo("summary", Base64Url.encode(new byte[10]), 10)).hasSize(10);
    refused(
        () -> Base64Url.upTo("summary", Base64Url.encode(new byte[11]), 10), ErrorCode.TOO_LARGE);
    refused(() -> Base64Url.upTo("summary", "", 10), ErrorCode.MALFORMED);
  }
}
