package dev.glide.cli.command;

import dev.glide.cli.command.Command.Operand;
import dev.glide.cli.command.CompletionModel.Choice;
import dev.glide.cli.command.CompletionModel.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for zsh. */
final class ZshCompletion {
  private ZshCompletion() {}

  static String script() {
    List<Choice> global = CompletionModel.globalOptions();
    List<Entry> entries = CompletionModel.commands();
    List<Choice> all = new ArrayList<>(global);
    List<String> names = new ArrayList<>();
    for (Entry entry : entries) {
      all.addAll(entry.options());
      entry.names().forEach(name -> names.add("    " + described(name, entry.summary())));
    }
    return Resource.text("completion.zsh")
        .replace(
            "@VALUED@",
            CompletionModel.words(global.stream().filter(Choice::takesValue).toList(), " | "))
        .replace("@NAMES@", String.join("\n", names))
        .replace(
            "@COMMANDS@",
            entries.stream().map(ZshCompletion::branch).collect(Collectors.joining("\n")))
        .replace(
            "@PATHS@",
            CompletionModel.words(all.stream().filter(Choice::takesPath).toList(), " | "))
        .replace("@GLOBAL@", described(global, "      "));
  }

  private static String branch(Entry entry) {
    return "    "
        + String.join(" | ", entry.names())
        + ")\n      options=(\n"
        + described(entry.options(), "        ")
        + "\n      )\n      values=("
        + CompletionModel.words(entry.valued(), " ")
        + ")\n      operands=("
        + entry.operands().stream().map(ZshCompletion::operand).collect(Collectors.joining(" "))
        + ") ;;";
  }

  private static String operand(Operand operand) {
    return switch (operand) {
      case FILE -> "files";
      case PERSON -> "people";
      case OFFER -> "offers";
      case TRANSFER -> "transfers";
      case COMMAND -> String.join(" ", CompletionModel.names());
      case SHELL -> String.join(" ", CompletionModel.SHELLS);
      case ADMIN_ACTION -> String.join(" ", CompletionModel.ADMIN_ACTIONS);
      case DEVICE_ACTION -> String.join(" ", CompletionModel.DEVICE_ACTIONS);
    };
  }

  private static String described(List<Choice> options, String indent) {
    return options.stream()
        .map(option -> indent + described(option.word(), option.description()))
        .collect(Collectors.joining("\n"));
  }

  private static String described(String word, String words) {
    return "'" + word + ":" + words.replace("'", "'\\''").replace(":", "\\:") + "'";
  }
}
