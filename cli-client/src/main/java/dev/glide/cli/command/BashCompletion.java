package dev.glide.cli.command;

import dev.glide.cli.command.Command.Operand;
import dev.glide.cli.command.CompletionModel.Choice;
import dev.glide.cli.command.CompletionModel.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Completion for bash 4 and later; needs no other package. */
final class BashCompletion {
  private BashCompletion() {}

  static String script() {
    List<Choice> global = CompletionModel.globalOptions();
    List<Entry> entries = CompletionModel.commands();
    List<Choice> all = new ArrayList<>(global);
    entries.forEach(entry -> all.addAll(entry.options()));
    return Resource.text("completion.bash")
        .replace(
            "@VALUED@",
            CompletionModel.words(global.stream().filter(Choice::takesValue).toList(), " | "))
        .replace(
            "@COMMANDS@",
            entries.stream().map(BashCompletion::branch).collect(Collectors.joining("\n")))
        .replace(
            "@PATHS@",
            CompletionModel.words(all.stream().filter(Choice::takesPath).toList(), " | "))
        .replace("@GLOBAL@", CompletionModel.words(global, " "))
        .replace("@NAMES@", String.join(" ", CompletionModel.names()));
  }

  private static String branch(Entry entry) {
    return "    "
        + String.join(" | ", entry.names())
        + ") options='"
        + CompletionModel.words(entry.options(), " ")
        + "' values='"
        + CompletionModel.words(entry.valued(), " ")
        + "' operands='"
        + entry.operands().stream().map(BashCompletion::operand).collect(Collectors.joining(" "))
        + "' ;;";
  }

  private static String operand(Operand operand) {
    return switch (operand) {
      case FILE -> "files";
      case PERSON -> "people";
      case OFFER -> "offers";
      case TRANSFER -> "transfers";
      case COMMAND -> "words:" + String.join(" ", CompletionModel.names());
      case SHELL -> "words:" + String.join(" ", CompletionModel.SHELLS);
      case ADMIN_ACTION -> "words:" + String.join(" ", CompletionModel.ADMIN_ACTIONS);
      case DEVICE_ACTION -> "words:" + String.join(" ", CompletionModel.DEVICE_ACTIONS);
    };
  }
}
