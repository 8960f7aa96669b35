package dev.glide.runtime.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that an operator can set of one service.
 *
 * @param service its name, in words
 * @param own what only this service has
 * @param rules what concerns several of them together
 */
public record SettingsTable(String service, List<Setting> own, List<Rule> rules) {

  /** Several settings together: what must fit, and what follows. */
  @FunctionalInterface
  public interface Rule {
    /** Reads values, adds problems and properties. */
    void apply(Draft draft);
  }

  public SettingsTable {
    own = List.copyOf(own);
    rules = List.copyOf(rules);
  }

  /** Those of every service first. */
  public List<Setting> settings() {
    return Stream.concat(CommonSettings.ALL.stream(), own.stream()).toList();
  }

  List<Rule> allRules() {
    return Stream.concat(CommonSettings.RULES.stream(), rules.stream()).toList();
  }

  /** The service's name as one word. */
  public String word() {
    return service.replace(' ', '-');
  }

  /** What {@code --help} says. */
  public String help() {
    StringBuilder text = new StringBuilder();
    text.append("The Glide ").append(service).append(". It is told everything by its environment");
    text.append("; a secret may stand in a file that NAME_FILE names.\n\n");
    int width = settings().stream().mapToInt(each -> each.name().length()).max().orElse(0);
    for (Setting each : settings()) {
      text.append(
              "  %-${width}s  %s"
                  .replace("${width}", Integer.toString(width))
                  .formatted(each.name(), each.meaning()))
          .append(remarks(each))
          .append('\n');
    }
    return text.toString();
  }

  private static String remarks(Setting setting) {
    List<String> remarks =
        Stream.of(
                setting.required() ? "required" : "",
                setting.secret() ? "secret" : "",
                setting.standard().map(value -> "default " + value).orElse(""))
            .filter(remark -> !remark.isEmpty())
            .toList();
    return remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")";
  }
}
