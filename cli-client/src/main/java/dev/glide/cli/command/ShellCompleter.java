package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, options, files and people in the shell. */
final class ShellCompleter implements Completer {
  /** Names asked from the server are good for this long: Tab must not be a request each time. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Context context;
  private final Map<String, Asked> asked = new HashMap<>();

  private record Asked(Instant at, List<String> words) {}

  ShellCompleter(Context context) {
    this.context = context;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, line.wordCursor());
    List<String> before = new ArrayList<>(line.words().subList(0, line.wordIndex()));
    if (!before.isEmpty() && before.getFirst().equals("glide")) {
      before.removeFirst();
    }
    Optional<Verb> verb =
        before.stream().filter(each -> !each.startsWith("-")).findFirst().flatMap(Verb::of);
    if (before.isEmpty()) {
      add(candidates, CompletionModel.names());
      add(candidates, ShellDesk.WORDS);
    }
    if (verb.isEmpty()) {
      completeSend(word, candidates);
      return;
    }
    Command command = verb.get().command();
    if (word.startsWith("-")) {
      Arguments.allOptions(command)
          .getOptions()
          .forEach(option -> add(candidates, List.of("--" + option.getLongOpt())));
      return;
    }
    command.operands().forEach(operand -> completeOperand(operand, word, candidates));
  }

  private void completeSend(String word, List<Candidate> candidates) {
    completeOperand(Command.Operand.PERSON, word, candidates);
    completeOperand(Command.Operand.FILE, word, candidates);
  }

  private void completeOperand(Command.Operand operand, String word, List<Candidate> candidates) {
    switch (operand) {
      case FILE -> files(word, candidates);
      case PERSON -> {
        if (Usage.isPerson(word)) {
          add(candidates, ask(CompleteCommand.PEOPLE));
        }
      }
      case OFFER -> add(candidates, ask(CompleteCommand.OFFERS));
      case TRANSFER -> add(candidates, ask(CompleteCommand.TRANSFERS));
      case COMMAND -> add(candidates, CompletionModel.names());
      case SHELL -> add(candidates, CompletionModel.SHELLS);
      case ADMIN_ACTION -> add(candidates, CompletionModel.ADMIN_ACTIONS);
      case DEVICE_ACTION -> add(candidates, CompletionModel.DEVICE_ACTIONS);
    }
  }

  private List<String> ask(String kind) {
    Asked known = asked.get(kind);
    if (known != null && known.at().plus(FRESH).isAfter(context.now())) {
      return known.words();
    }
    List<String> words;
    try {
      words = CompleteCommand.words(kind, context.member());
    } catch (Failure e) {
      // Nothing to offer now; the command itself will say what is wrong.
      words = List.of();
    }
    asked.put(kind, new Asked(context.now(), words));
    return words;
  }

  private static void files(String word, List<Candidate> candidates) {
    try {
      int slash = word.lastIndexOf('/');
      String folder = word.substring(0, slash + 1);
      Path at = Path.of(folder.isEmpty() ? "." : expanded(folder));
      try (Stream<Path> entries = Files.list(at)) {
        entries.forEach(entry -> candidates.add(file(folder, entry)));
      }
    } catch (IOException | InvalidPathException e) {
      // No such folder: nothing to offer.
    }
  }

  private static String expanded(String folder) {
    return folder.startsWith("~/") ? System.getProperty("user.home") + folder.substring(1) : folder;
  }

  private static Candidate file(String folder, Path entry) {
    boolean inside = Files.isDirectory(entry);
    String name = entry.getFileName() + (inside ? "/" : "");
    return new Candidate(folder + name, DisplayName.safe(name), null, null, null, null, !inside);
  }

  private static void add(List<Candidate> candidates, List<String> words) {
    words.forEach(word -> candidates.add(new Candidate(word)));
  }
}
