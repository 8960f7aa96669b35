package dev.glide.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {
  @Test
  void readsWhatItWrote() {
    Bookmark bookmark = new Bookmark(Instant.parse("2026-11-21T10:11:12.345678Z"), "a.b_c");
    assertThat(bookmark.format('.')).isEqualTo("1795255872345678.a.b_c");
    assertThat(Bookmark.parse(bookmark.format('.'), '.')).isEqualTo(bookmark);
    assertThat(Bookmark.parse("0.", '.')).isEqualTo(new Bookmark(Instant.EPOCH, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "1", "1_a", ".a", "x.a", "-1.a", "100000000000000001.a", "1e3.a"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Bookmark.parse(text, '.'))
        .isInstanceOfSatisfying(
            GlideException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED));
  }
}
