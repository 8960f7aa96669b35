package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Words of a command line as paths. */
final class Paths {
  private Paths() {}

  static List<Path> of(List<String> words) throws Failure {
    List<Path> paths = new ArrayList<>(words.size());
    for (String word : words) {
      paths.add(of(word));
    }
    return paths;
  }

  static Path of(String word) throws Failure {
    try {
      if (word.isEmpty()) {
        throw Usage.failure("an empty path is no path");
      }
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw Usage.failure(
              "“" + DisplayName.shortened(word, 60) + "” can't be a path on this machine")
          .because(e);
    }
  }
}
