package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"plain.txt", "Grüße an Zoë", "日本語", "مرحبا", "👩‍👩‍👧 family", "می‌خواهم"})
  void leavesHarmlessNamesAlone(String name) {
    assertThat(DisplayName.safe(name)).isEqualTo(name);
  }

  @Test
  void showsWhatWouldMoveTheCursor() {
    assertThat(DisplayName.safe("a\033[2Jb\rc\nd\te\u0007"))
        .isEqualTo("a\\u001b[2Jb\\u000dc\\u000ad\\u0009e\\u0007");
    assertThat(DisplayName.safe("\u009b31m")).isEqualTo("\\u009b31m");
  }

  @Test
  void showsWhatWouldTurnTheWritingDirection() {
    assertThat(DisplayName.safe("photo\u202egpj.exe")).isEqualTo("photo\\u202egpj.exe");
    assertThat(DisplayName.safe("a\u2066b\u200fc")).isEqualTo("a\\u2066b\\u200fc");
  }

  @Test
  void showsLoneSurrogatesTagsAndSeparators() {
    assertThat(DisplayName.safe("a\ud800b")).isEqualTo("a\\ud800b");
    assertThat(DisplayName.safe("a\u2028b")).isEqualTo("a\\u2028b");
    assertThat(DisplayName.safe(Character.toString(0xe0041))).isEqualTo("\\u{e0041}");
  }

  @Test
  void tellsABackslashFromAnEscape() {
    assertThat(DisplayName.safe("a\\u001b")).isEqualTo("a\\\\u001b");
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "日本語, 6", "e\u0301, 1", "🎉, 2", "Zoë, 3", "가, 2", "'', 0"})
  void countsColumns(String text, int columns) {
    assertThat(DisplayName.width(text)).isEqualTo(columns);
  }

  @Test
  void shortensInTheMiddle() {
    assertThat(DisplayName.shortened("a-very-long-name.tar.gz", 11)).isEqualTo("a-ver…ar.gz");
    assertThat(DisplayName.shortened("日本語の写真です", 7)).isEqualTo("日…です");
  }

  @Property
  void neverGivesATerminalAControlCharacter(@ForAll String name) {
    assertThat(DisplayName.safe(name).codePoints())
        .noneMatch(point -> point < 0x20 || (point >= 0x7f && point < 0xa0));
  }

  @Property
  void neverExceedsTheColumns(
      @ForAll String name, @ForAll @IntRange(min = 2, max = 40) int columns) {
    assertThat(DisplayName.width(DisplayName.shortened(name, columns)))
        .isLessThanOrEqualTo(columns);
  }
}
