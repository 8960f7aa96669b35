package dev.glide.cli.command;

import dev.glide.cli.command.Command.Operand;
import dev.glide.cli.command.CompletionModel.Choice;
import dev.glide.cli.command.CompletionModel.Entry;

/** Completion for fish. */
final class FishCompletion {
  private FishCompletion() {}

  static String script() {
    StringBuilder script = new StringBuilder(Resource.text("completion.fish"));
    CompletionModel.globalOptions().forEach(option -> script.append(line("", option)));
    for (Entry entry : CompletionModel.commands()) {
      for (String name : entry.names()) {
        script.append("complete -c glide -n '__fish_use_subcommand' -a ").append(name);
        script.append(" -d ").append(quoted(entry.summary())).append('\n');
      }
      String when = "-n '__fish_seen_subcommand_from " + String.join(" ", entry.names()) + "' ";
      entry.options().forEach(option -> script.append(line(when, option)));
      for (Operand operand : entry.operands()) {
        script.append("complete -c glide ").append(when).append(operand(operand)).append('\n');
      }
    }
    return script.toString();
  }

  private static String line(String when, Choice option) {
    String value = option.takesPath() ? " -r -F" : option.takesValue() ? " -x" : "";
    if (option.takesPerson()) {
      value += " " + operand(Operand.PERSON);
    }
    String name = option.word().substring(2);
    return "complete -c glide "
        + when
        + "-l "
        + name
        + value
        + " -d "
        + quoted(option.description())
        + "\n";
  }

  private static String operand(Operand operand) {
    return switch (operand) {
      case FILE -> "-F";
      case PERSON -> "-a '(glide __complete people 2>/dev/null)'";
      case OFFER -> "-a '(glide __complete offers 2>/dev/null)'";
      case TRANSFER -> "-a '(glide __complete transfers 2>/dev/null)'";
      case COMMAND -> "-a '" + String.join(" ", CompletionModel.names()) + "'";
      case SHELL -> "-a '" + String.join(" ", CompletionModel.SHELLS) + "'";
      case ADMIN_ACTION -> "-a '" + String.join(" ", CompletionModel.ADMIN_ACTIONS) + "'";
      case DEVICE_ACTION -> "-a '" + String.join(" ", CompletionModel.DEVICE_ACTIONS) + "'";
    };
  }

  private static String quoted(String words) {
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
