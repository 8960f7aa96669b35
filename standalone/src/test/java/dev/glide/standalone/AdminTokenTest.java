package dev.glide.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
  @TempDir Path place;

  @Test
  void isMadeOnceForItsOwnerOnly() throws Exception {
    try (DataFolder folder = DataFolder.open(place)) {
      AdminToken token = AdminToken.in(folder);
      assertThat(token.text()).hasSize(43).matches("[A-Za-z0-9_-]+");
      assertThat(AdminToken.in(folder).text()).isEqualTo(token.text());
      assertThat(token.toString()).doesNotContain(token.text());
    }
    Path file = place.resolve(AdminToken.FILE);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void refusesOneThatCouldBeGuessed() throws IOException, ServerFailure {
    try (DataFolder folder = DataFolder.open(place)) {
      Files.writeString(place.resolve(AdminToken.FILE), "secret\n");
      assertThatExceptionOfType(ServerFailure.class)
          .isThrownBy(() -> AdminToken.in(folder))
          .withMessageContaining(AdminToken.FILE)
          .withMessageNotContaining("secret");
    }
  }
}
