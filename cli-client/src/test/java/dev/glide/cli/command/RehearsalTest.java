package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher records its caches from; nobody sees it fail there. */
class RehearsalTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"short", "transfer"})
  void playsToItsEnd(String kind) {
    Typed.Ended ended = new Typed(folder, "http://127.0.0.1:9").type("__rehearse", kind);
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
  }
}
