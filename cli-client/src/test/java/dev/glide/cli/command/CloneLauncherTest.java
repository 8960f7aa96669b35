package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher of a clone, in a clone of straw whose build only writes down that it ran. */
class CloneLauncherTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path clone;

  private record Ended(int code, String out) {}

  @BeforeEach
  void cloneOfStraw() throws IOException {
    Files.copy(TOP.resolve("glide"), clone.resolve("glide"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(clone.resolve(".mvn"));
    Files.writeString(clone.resolve(".mvn/jdk25.sh"), "glide_find_jdk() { :; }\n");
    Files.createDirectories(clone.resolve("shared/src/main/java"));
    for (String file :
        List.of(
            "pom.xml",
            "shared/pom.xml",
            "shared/src/main/java/A.java",
            "shared/src/main/java/B.java")) {
      Files.writeString(clone.resolve(file), "");
    }
    executable(
        "mvnw",
        """
        #!/bin/sh
        echo built >>builds
        if [ -e broken ]; then
          echo '[ERROR] A.java:1: broken'
          exit 1
        fi
        mkdir -p standalone/target/glide-0/bin
        printf '#!/bin/sh\\necho "ran: $*"\\nexit 7\\n' >standalone/target/glide-0/bin/glide
        chmod +x standalone/target/glide-0/bin/glide
        """);
    age();
  }

  private void executable(String name, String text) throws IOException {
    Files.writeString(clone.resolve(name), text);
    assertThat(clone.resolve(name).toFile().setExecutable(true)).isTrue();
  }

  /** Makes everything older than any build. */
  private void age() throws IOException {
    try (var entries = Files.walk(clone)) {
      for (Path entry : entries.toList()) {
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now().minusSeconds(3600)));
      }
    }
  }

  private Ended glide(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder().directory(clone.toFile()).redirectErrorStream(true);
    builder.command().add("./glide");
    builder.command().addAll(List.of(words));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private int builds() throws IOException {
    Path file = clone.resolve("builds");
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  @Test
  void buildsOnceAndPassesWordsAndCodeOn() throws Exception {
    Ended first = glide("send", "a b", "@bob");
    assertThat(first).isEqualTo(new Ended(7, "glide: building ...\nran: send a b @bob\n"));
    assertThat(glide("list")).isEqualTo(new Ended(7, "ran: list\n"));
    assertThat(builds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "shared/pom.xml",
        "shared/src/main/java/A.java",
        "shared/src/main/java/New.java",
        ".mvn/jvm.config"
      })
  void buildsAgainWhenASourceIsNewer(String file) throws Exception {
    glide("list");
    Files.writeString(clone.resolve(file), "changed");
    Files.setLastModifiedTime(clone.resolve(file), FileTime.from(Instant.now().plusSeconds(2)));
    glide("list");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    glide("list");
    Path folder = clone.resolve("shared/src/main/java");
    Files.delete(folder.resolve("B.java"));
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().plusSeconds(2)));
    glide("list");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenTheProgramIsGone() throws Exception {
    glide("list");
    Files.delete(clone.resolve("standalone/target/glide-0/bin/glide"));
    assertThat(glide("list").code()).isEqualTo(7);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void doesNotBuildForTestsAndDocs() throws Exception {
    glide("list");
    for (String file :
        List.of("README.md", "shared/src/test/java/T.java", "shared/target/A.class")) {
      Path path = clone.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
      Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(2)));
    }
    glide("list");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void showsWhyABuildFailedAndTriesAgain() throws Exception {
    Files.writeString(clone.resolve("broken"), "");
    Ended failed = glide("list");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).contains("[ERROR] A.java:1: broken", "the build failed");
    Files.delete(clone.resolve("broken"));
    assertThat(glide("list").code()).isEqualTo(7);
    assertThat(clone.resolve("target/glide-build.lock")).doesNotExist();
  }

  @Test
  void takesOverTheLockOfABuilderThatDied() throws Exception {
    Path lock = Files.createDirectories(clone.resolve("target/glide-build.lock"));
    Process died = new ProcessBuilder("true").start();
    died.waitFor();
    Files.writeString(lock.resolve("pid"), died.pid() + "\n");
    assertThat(glide("list").code()).isEqualTo(7);
  }

  @Test
  void startsThroughASymbolicLinkFromAnywhere() throws Exception {
    Path elsewhere = Files.createDirectory(clone.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("glide"), Path.of("../glide"));
    Process process =
        new ProcessBuilder(link.toString(), "list")
            .directory(elsewhere.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("ran: list\n");
  }
}
