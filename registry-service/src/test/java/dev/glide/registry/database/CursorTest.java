package dev.glide.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @Test
  void readsWhatItWrote() {
    Cursor cursor = new Cursor(Instant.parse("2026-11-21T10:11:12.345678Z"), UUID.randomUUID());
    assertThat(Cursor.parse(cursor.format())).isEqualTo(cursor);
    assertThat(cursor.format()).matches("[0-9a-f_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        "1",
        "1_",
        "_00000000-0000-0000-0000-000000000000",
        "x_y",
        "9223372036854775807_00000000-0000-0000-0000-000000000000",
        "99999999999999999999_00000000-0000-0000-0000-000000000000"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOfSatisfying(
            GlideException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
  }
}
