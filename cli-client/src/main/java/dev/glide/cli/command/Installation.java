package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the running program lies; its launcher says so. */
final class Installation {
  private static final String FOLDER = "glide.dist";

  private Installation() {}

  /** The launcher, to start more of the same program. */
  static Path launcher() throws Failure {
    Path launcher = Path.of(System.getProperty(FOLDER, "."), "bin", "glide").toAbsolutePath();
    if (!Files.isExecutable(launcher)) {
      throw new Failure(
              ExitCode.FAILED, "no-launcher", "the program's own launcher is not at " + launcher)
          .hint("start this through the launcher of a whole installation: bin/glide");
    }
    return launcher;
  }
}
