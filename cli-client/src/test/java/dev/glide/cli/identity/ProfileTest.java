package dev.glide.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  @TempDir Path home;
  private Profile profile = profileAt(Path.of("none"));

  @BeforeEach
  void open() {
    profile = profileAt(home);
  }

  @Test
  void keepsWhoIsRegistered() throws Failure {
    Registration alice = new Registration("https://glide.example", "alice", new UUID(1, 2));
    profile.register(alice);
    assertThat(profile.registration()).contains(alice);
  }

  @Test
  void saysThatNobodyIsRegistered() {
    Failure failure = catchThrowableOfType(Failure.class, profile::requireRegistration);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_SIGNED_IN);
  }

  @Test
  void makesKeysOnce() throws Failure {
    DeviceKeyPairs made = profile.keysMade();
    assertThat(profile.keysMade().fingerprint()).isEqualTo(made.fingerprint());
    assertThat(profile.requireKeys().signing().publicKey()).isEqualTo(made.signing().publicKey());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadWhatItWrites() throws Exception {
    profile.keysMade();
    profile.register(new Registration("https://glide.example", "alice", new UUID(1, 2)));
    try (Stream<Path> all = Files.walk(home.resolve("config"))) {
      for (Path each : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .endsWith("------");
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void refusesKeysThatOthersCanRead() throws Exception {
    profile.keysMade();
    Files.setPosixFilePermissions(
        home.resolve("config/device-keys.json"), PosixFilePermissions.fromString("rw-r-----"));
    Failure failure = catchThrowableOfType(Failure.class, profile::keys);
    assertThat(failure.code()).isEqualTo("key-file-open");
    assertThat(failure.hint().orElse("")).startsWith("chmod 600");
  }

  @Test
  void saysWhichFileIsDamaged() throws Exception {
    PrivateFiles.write(home.resolve("config/account.json"), "{\"server\":");
    Failure failure = catchThrowableOfType(Failure.class, profile::registration);
    assertThat(failure.message()).contains("account.json");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
  }

  @Test
  void showsNoSecretInWords() throws Failure {
    DeviceKeyPairs keys = profile.keysMade();
    assertThat(keys.toString() + new StoredKeys("secret", "secret")).doesNotContain("secret");
  }

  private static Profile profileAt(Path home) {
    try {
      return Profile.of(Settings.of(Map.of("GLIDE_HOME", home.toString())));
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }
}
