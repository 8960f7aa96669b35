package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DisplayNameTest {
  @Test
  void leavesNamesOfAllLanguagesAsTheyAre() {
    for (String name :
        new String[] {
          "film.mkv", "été à la mer.jpg", "名前", "اسم", "👩\u200d🚀.png", "a b", "", "e\u0301"
        }) {
      assertThat(DisplayName.safe(name)).isEqualTo(name);
    }
  }

  @Test
  void showsWhatWouldSteerATerminalOrAnEye() {
    assertThat(DisplayName.safe("\u001b]0;x\u0007")).isEqualTo("\\u{1b}]0;x\\u{7}");
    assertThat(DisplayName.safe("a\r\nb\tc\u0085\u009b"))
        .isEqualTo("a\\u{d}\\u{a}b\\u{9}c\\u{85}\\u{9b}");
    assertThat(DisplayName.safe("gpj.\u202eexe")).isEqualTo("gpj.\\u{202e}exe");
    assertThat(DisplayName.safe("a\u2028b\u200b\ufeff")).isEqualTo("a\\u{2028}b\\u{200b}\\u{feff}");
    assertThat(DisplayName.safe("\ud800x")).isEqualTo("\\u{d800}x");
  }

  @Property
  void neverLetsAControlCharacterThrough(@ForAll String name) {
    assertThat(DisplayName.safe(name).chars()).noneMatch(Character::isISOControl);
  }
}
