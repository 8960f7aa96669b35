package dev.glide.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glide.cli.failure.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldersTest {
  @Test
  void glideHomeHoldsEverything() throws Failure {
    Folders folders = Folders.of(Settings.of(Map.of("GLIDE_HOME", "/g")));
    assertThat(folders.config()).isEqualTo(Path.of("/g/config").toAbsolutePath());
    assertThat(folders.state()).isEqualTo(Path.of("/g/state").toAbsolutePath());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void followsTheXdgSpecification() throws Failure {
    Folders folders =
        Folders.of(Settings.of(Map.of("HOME", "/h", "XDG_STATE_HOME", "/s", "XDG_DATA_HOME", "x")));
    assertThat(folders)
        .isEqualTo(
            new Folders(
                Path.of("/h/.config/glide"),
                Path.of("/s/glide"),
                Path.of("/h/.local/share/glide")));
  }

  @Test
  void profilesAreApart() throws Failure {
    Folders folders = Folders.of(profile("work"));
    assertThat(folders.config()).endsWithRaw(Path.of("config/profiles/work"));
    assertThat(folders.state()).endsWithRaw(Path.of("state/profiles/work"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "a\\b", ".hidden", "a b"})
  void refusesProfilesThatCanBeNoFolder(String name) {
    assertThatExceptionOfType(Failure.class).isThrownBy(() -> Folders.of(profile(name)));
  }

  private static Settings profile(String name) {
    return new Settings(
        Map.of("GLIDE_HOME", "/g"), Optional.of(name), Optional.empty(), Optional.empty(), false);
  }
}
