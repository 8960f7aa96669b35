package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which command a line means, and the words that belong to it. */
record Invocation(Verb verb, List<String> words) {
  Invocation {
    words = List.copyOf(words);
  }

  /**
   * Finds the command. The first word that is no option names it; where it names none and somebody
   * is addressed, {@code send} is meant.
   *
   * @throws Failure if the first word is no command, with the nearest one
   */
  static Invocation of(List<String> line) throws Failure {
    int at = firstOperand(line);
    if (at == line.size()) {
      return withoutVerb(line);
    }
    String word = line.get(at);
    var verb = Verb.of(word);
    if (verb.isPresent()) {
      List<String> words = new ArrayList<>(line);
      words.remove(at);
      return new Invocation(verb.get(), words);
    }
    if (line.stream().anyMatch(Usage::isPerson)) {
      return new Invocation(Verb.SEND, line);
    }
    throw unknown(word);
  }

  private static Invocation withoutVerb(List<String> line) {
    List<String> words = new ArrayList<>(line);
    if (words.remove("--version")) {
      return new Invocation(Verb.VERSION, words);
    }
    words.removeAll(List.of("-h", "--help"));
    return new Invocation(Verb.HELP, words);
  }

  private static int firstOperand(List<String> line) {
    int at = 0;
    while (at < line.size() && line.get(at).startsWith("-") && line.get(at).length() > 1) {
      if (line.get(at).equals("--")) {
        return line.size() - at > 1 ? at + 1 : line.size();
      }
      at += GlobalOptions.takesValue(line.get(at)) ? 2 : 1;
    }
    return Math.min(at, line.size());
  }

  static Failure unknown(String word) {
    Failure failure =
        Usage.failure("there is no command “" + DisplayName.shortened(word, 60) + "”");
    return Nearest.to(word, known())
        .map(near -> failure.hint("did you mean “glide " + near + "”? all commands: glide help"))
        .orElseGet(
            () -> failure.hint("all commands: glide help; to send a file: glide FILE @somebody"));
  }

  private static List<String> known() {
    return Arrays.stream(Verb.values())
        .filter(verb -> verb.group() != Verb.Group.HIDDEN)
        .flatMap(verb -> Stream.concat(Stream.of(verb.word()), verb.aliases().stream()))
        .toList();
  }
}
