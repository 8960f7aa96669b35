package dev.glide.cli.command;

import dev.glide.cli.command.Command.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The commands as completion scripts need them, taken from the commands themselves. */
final class CompletionModel {
  static final List<String> SHELLS = List.of("bash", "zsh", "fish");
  static final List<String> ADMIN_ACTIONS =
      List.of(
          "users",
          "disable",
          "enable",
          "quota",
          "invites",
          "new",
          "revoke",
          "transfers",
          "relays",
          "drain",
          "undrain",
          "keys",
          "rotate",
          "stats",
          "audit");
  static final List<String> DEVICE_ACTIONS = List.of("approve", "remove");

  private CompletionModel() {}

  /** A command with all its names. */
  record Entry(List<String> names, String summary, List<Choice> options, List<Operand> operands) {
    boolean takes(Operand operand) {
      return operands.contains(operand);
    }

    /** Options whose value is a word that nothing completes. */
    List<Choice> valued() {
      return options.stream().filter(option -> option.takesValue() && !option.takesPath()).toList();
    }
  }

  /** An option as it is typed. */
  record Choice(
      String word,
      String description,
      boolean takesValue,
      boolean takesPath,
      boolean takesPerson) {}

  /** The words of options, each once. */
  static String words(List<Choice> options, String separator) {
    return options.stream().map(Choice::word).distinct().collect(Collectors.joining(separator));
  }

  static List<Entry> commands() {
    List<Entry> entries = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      if (verb.group() != Verb.Group.HIDDEN) {
        entries.add(entry(verb));
      }
    }
    return entries;
  }

  /** The options that go before a command, too. */
  static List<Choice> globalOptions() {
    Options options = new Options();
    GlobalOptions.addTo(options);
    return choices(options);
  }

  static List<String> names() {
    return commands().stream().flatMap(entry -> entry.names().stream()).toList();
  }

  private static Entry entry(Verb verb) {
    Command command = verb.command();
    List<String> names = new ArrayList<>(List.of(verb.word()));
    names.addAll(verb.aliases());
    return new Entry(names, verb.summary(), choices(command.options()), command.operands());
  }

  private static List<Choice> choices(Options options) {
    return options.getOptions().stream()
        .filter(option -> option.getLongOpt() != null)
        .sorted(Comparator.comparing(Option::getLongOpt))
        .map(CompletionModel::choice)
        .toList();
  }

  private static Choice choice(Option option) {
    boolean path =
        option.hasArg() && Arrays.asList("F", "FILE", "DIR").contains(option.getArgName());
    return new Choice(
        "--" + option.getLongOpt(),
        String.valueOf(option.getDescription()),
        option.hasArg() && !option.hasOptionalArg(),
        path,
        UpCommand.PERSON.equals(option.getArgName()));
  }
}
