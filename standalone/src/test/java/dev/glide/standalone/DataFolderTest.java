package dev.glide.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void makesTheFolderForItsOwnerOnly() throws Exception {
    try (DataFolder folder = DataFolder.open(parent.resolve("a/b"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void belongsToOneAtATime() throws Exception {
    Path place = parent.resolve("data");
    try (DataFolder first = DataFolder.open(place)) {
      assertThatThrownBy(() -> DataFolder.open(first.path()))
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .satisfies(e -> assertThat(((ServerFailure) e).exitCode()).isEqualTo(9));
    }
  }

  @Test
  void isFreeAgainOnceClosed() throws Exception {
    DataFolder.open(parent).close();
    try (DataFolder again = DataFolder.open(parent)) {
      assertThat(again.path()).isEqualTo(parent.toAbsolutePath());
    }
  }

  @Test
  void saysThatAFileIsNoFolder() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("can't keep data");
  }

  @Test
  void isWhereThePlatformKeepsData() {
    Path home = Path.of("/home/me");
    assertThat(DataFolder.defaultPlace(Map.of("GLIDE_HOME", "/g"), "Linux", home))
        .isEqualTo(Path.of("/g/server"));
    assertThat(DataFolder.defaultPlace(Map.of("XDG_DATA_HOME", "/x"), "Linux", home))
        .isEqualTo(Path.of("/x/glide/server"));
    assertThat(DataFolder.defaultPlace(Map.of("XDG_DATA_HOME", "relative"), "Linux", home))
        .isEqualTo(Path.of("/home/me/.local/share/glide/server"));
    assertThat(DataFolder.defaultPlace(Map.of(), "Mac OS X", home))
        .isEqualTo(Path.of("/home/me/Library/Application Support/Glide/server"));
    assertThat(DataFolder.defaultPlace(Map.of("LOCALAPPDATA", "/l"), "Windows 11", home))
        .isEqualTo(Path.of("/l/Glide/server"));
  }
}
