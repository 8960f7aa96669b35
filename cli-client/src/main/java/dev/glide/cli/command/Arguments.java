package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.AlreadySelectedException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The words after a command, told apart into options and operands. */
final class Arguments {
  private final Verb verb;
  private final CommandLine line;

  private Arguments(Verb verb, CommandLine line) {
    this.verb = verb;
    this.line = line;
  }

  /**
   * Reads the words after a command.
   *
   * @throws Failure for an option that is not known, lacks its value or does not go with another
   */
  static Arguments parse(Verb verb, Command command, List<String> words) throws Failure {
    Options options = allOptions(command);
    try {
      CommandLine line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, words.toArray(String[]::new));
      return new Arguments(verb, line);
    } catch (UnrecognizedOptionException e) {
      throw unknown(verb, options, e.getOption());
    } catch (MissingArgumentException e) {
      throw Usage.failure(verb, spelled(e.getOption()) + " needs a value");
    } catch (AlreadySelectedException e) {
      throw Usage.failure(
          verb, spelled(e.getOption()) + " does not go with --" + e.getOptionGroup().getSelected());
    } catch (ParseException e) {
      throw Usage.failure(verb, String.valueOf(e.getMessage()));
    }
  }

  static Options allOptions(Command command) {
    Options options = command.options();
    GlobalOptions.addTo(options);
    return options;
  }

  boolean has(String option) {
    return line.hasOption(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(line.getOptionValue(option));
  }

  /** All values of an option that may be given more than once. */
  List<String> values(String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? List.of() : List.of(values);
  }

  List<String> operands() {
    return line.getArgList();
  }

  /** Operands that begin with {@code @}, each once, without it. */
  List<String> people() throws Failure {
    List<String> people = new ArrayList<>();
    for (String operand : operands()) {
      if (Usage.isPerson(operand)) {
        String handle = Usage.handle(operand);
        if (!people.contains(handle)) {
          people.add(handle);
        }
      }
    }
    return people;
  }

  /** Operands that do not begin with {@code @}. */
  List<String> paths() {
    return operands().stream().filter(operand -> !Usage.isPerson(operand)).toList();
  }

  /** The only operand there may be, and there must be one. */
  String only(String what) throws Failure {
    if (operands().isEmpty()) {
      throw Usage.failure(verb, "which " + what + "?");
    }
    atMost(1);
    return operands().getFirst();
  }

  void atMost(int count) throws Failure {
    if (operands().size() > count) {
      throw Usage.failure(
          verb,
          "“" + DisplayName.shortened(operands().get(count), 60) + "” is more than this takes");
    }
  }

  private static String spelled(Option option) {
    return option.getLongOpt() == null ? "-" + option.getOpt() : "--" + option.getLongOpt();
  }

  private static Failure unknown(Verb verb, Options options, String word) {
    List<String> known = options.getOptions().stream().map(Arguments::spelled).toList();
    String message = "there is no option " + DisplayName.shortened(word, 40);
    return Nearest.to(word, known)
        .map(near ->
            Usage.failure(message)
                .hint("did you mean " + near + "? see: glide help " + verb.word()))
        .orElseGet(() -> Usage.failure(verb, message));
  }
}
