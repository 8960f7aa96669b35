package dev.glide.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNamesTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CON",
        "con",
        "nul.txt",
        "Aux.tar.gz",
        "COM1",
        "lpt9.x",
        "COM\u00b9",
        "C:",
        "a:b",
        "a\\b",
        "..\\x",
        "a?",
        "a*",
        "a<b",
        "a|b",
        "a\"b",
        "dot.",
        "space ",
        "tab\t",
        "CONIN$",
        "con .txt"
      })
  void windowsTakesThemForSomethingElse(String name) {
    assertThat(LocalNames.isWindowsName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "COM", "COM10", "nul-1", ".hidden", "a.b.c", "名前", "x y"})
  void windowsTakesThemAsTheyAre(String name) {
    assertThat(LocalNames.isWindowsName(name)).isTrue();
  }

  @Test
  void findsNamesThatDifferOnlyInCaseOrNormalisation() {
    assertThat(LocalNames.firstClash(entries("a", "b", "README", "c"))).isEmpty();
    assertThat(LocalNames.firstClash(entries("a", "readme", "README")))
        .contains(new LocalNames.Clash("readme", "README"));
    assertThat(LocalNames.firstClash(entries("caf\u00e9", "cafe\u0301"))).isPresent();
    assertThat(LocalNames.firstClash(entries("stra\u00dfe", "STRASSE"))).isPresent();
    assertThat(LocalNames.firstClash(entries("A\u030a", "\u212b"))).isPresent();
  }

  @Test
  void refusesARootInPlaceOfTheStateFile() {
    UUID transfer = UUID.randomUUID();
    Manifest manifest =
        new Manifest("", "", 1 << 20, false, entries(".glide-" + transfer + ".state"));
    Refusals.messageOf("unsafe-name", () -> LocalNames.require(transfer, manifest, temp));
  }

  private static List<Entry> entries(String... names) {
    return Arrays.stream(names)
        .<Entry>map(name -> new FileEntry(name, 0, 0644, Trees.TIME))
        .toList();
  }
}
