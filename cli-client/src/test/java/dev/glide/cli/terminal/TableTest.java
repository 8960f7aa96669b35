package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsByColumnsNotByCharacters() {
    Table table = new Table().column("WHAT", 12).numbers("SIZE").column("STATE");
    table.row("日本語", "1.00 kB", "ready").row("a", "12 B", "");
    assertThat(table.lines())
        .containsExactly(
            "WHAT       SIZE  STATE", //
            "日本語  1.00 kB  ready",
            "a          12 B");
  }

  @Test
  void shortensAndMakesSafe() {
    Table table = new Table().column("WHAT", 7);
    table.row("abcdefghijk").row("a\033b");
    assertThat(table.lines()).containsExactly("WHAT", "abc…ijk", "a\\u…1bb");
  }

  @Test
  void refusesARowOfAnotherLength() {
    Table table = new Table().column("A").column("B");
    assertThatThrownBy(() -> table.row("a")).isInstanceOf(IllegalArgumentException.class);
  }
}
