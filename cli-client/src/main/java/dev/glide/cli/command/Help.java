package dev.glide.cli.command;

import dev.glide.cli.terminal.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The pages that explain the commands. */
final class Help {
  private static final String INDENT = "  ";

  private Help() {}

  /** What glide is, what to type first, and all commands. */
  static List<String> overview(Output output) {
    List<String> page = new ArrayList<>();
    page.add("Glide sends files to people, online or not, through a server that can't read them.");
    page.add("");
    page.add(output.strong("First steps"));
    List<String[]> steps = new ArrayList<>();
    steps.add(new String[] {"glide demo", "see it work, start to end, on this machine"});
    steps.add(
        new String[] {"glide register alice --server https://glide.example", "make an account"});
    steps.add(new String[] {"glide holiday.mkv @bob", "send; bob need not be online"});
    steps.add(new String[] {"glide reqs", "see what waits for me"});
    steps.add(new String[] {"glide ok @bob", "receive it"});
    addColumns(page, steps);
    for (Verb.Group group : Verb.Group.values()) {
      if (group != Verb.Group.HIDDEN) {
        page.add("");
        page.add(output.strong(group.heading()));
        addColumns(page, verbs(group));
      }
    }
    page.add("");
    page.add("“glide help COMMAND” explains one, with examples.");
    return page;
  }

  private static List<String[]> verbs(Verb.Group group) {
    List<String[]> lines = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      if (verb.group() == group) {
        String names =
            verb.word()
                + (verb.aliases().isEmpty() ? "" : ", " + String.join(", ", verb.aliases()));
        lines.add(new String[] {names, verb.summary()});
      }
    }
    return lines;
  }

  /** One command. */
  static List<String> page(Verb verb, Command command, Output output) {
    List<String> page = new ArrayList<>();
    page.add("glide " + verb.word() + ": " + verb.summary());
    page.add("");
    for (String usage : command.usage()) {
      page.add(INDENT + "glide " + usage);
    }
    if (!verb.aliases().isEmpty()) {
      page.add("");
      page.add("The same as: glide " + String.join(", glide ", verb.aliases()));
    }
    if (!command.notes().isEmpty()) {
      page.add("");
      page.addAll(command.notes());
    }
    Options own = command.options();
    if (!own.getOptions().isEmpty()) {
      page.add("");
      page.add(output.strong("Options"));
      addColumns(page, options(own));
    }
    page.add("");
    page.add(output.strong("Options of every command"));
    Options global = new Options();
    GlobalOptions.addTo(global);
    addColumns(page, options(global));
    page.add("");
    page.add(output.strong("Examples"));
    List<String[]> examples = new ArrayList<>();
    command.examples().forEach(each -> examples.add(new String[] {each.line(), each.does()}));
    addColumns(page, examples);
    return page;
  }

  private static List<String[]> options(Options options) {
    return options.getOptions().stream()
        .sorted(Comparator.comparing(Help::name))
        .map(option -> new String[] {spelled(option), String.valueOf(option.getDescription())})
        .toList();
  }

  private static String name(Option option) {
    return option.getLongOpt() == null ? option.getOpt() : option.getLongOpt();
  }

  private static String spelled(Option option) {
    StringBuilder words = new StringBuilder();
    if (option.getOpt() != null) {
      words.append('-').append(option.getOpt()).append(option.getLongOpt() == null ? "" : ", ");
    }
    if (option.getLongOpt() != null) {
      words.append("--").append(option.getLongOpt());
    }
    return words.append(option.hasArg() ? " " + option.getArgName() : "").toString();
  }

  private static void addColumns(List<String> page, List<String[]> lines) {
    int width = 0;
    for (String[] line : lines) {
      width = Math.max(width, line[0].length());
    }
    for (String[] line : lines) {
      page.add(INDENT + line[0] + " ".repeat(width - line[0].length() + 2) + line[1]);
    }
  }
}
