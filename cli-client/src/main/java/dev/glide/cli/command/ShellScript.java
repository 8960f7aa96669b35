package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Lines for the shell from a file or a pipe; a line that begins with {@code #} is a comment. */
final class ShellScript implements ShellSession.Lines {
  private final BufferedReader lines;

  ShellScript(InputStream in) {
    lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<List<String>> next() throws Failure {
    try {
      String line = lines.readLine();
      if (line == null) {
        return Optional.empty();
      }
      return Optional.of(line.stripLeading().startsWith("#") ? List.of() : ShellWords.of(line));
    } catch (IOException e) {
      throw new Failure(ExitCode.LOCAL_FILE, "input-unreadable", "standard input can't be read")
          .because(e);
    }
  }
}
