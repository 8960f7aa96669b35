package dev.glide.runtime.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a service was told, or all that is wrong with it; made without starting anything. */
public final class Settings {
  private static final int MAX_SECRET_BYTES = 64 * 1024;

  private final Map<String, String> properties;
  private final List<String> problems;
  private final List<String> warnings;

  private Settings(Map<String, String> properties, List<String> problems, List<String> warnings) {
    this.properties = properties;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** Reads an environment. A variable without any text counts as one that is not there. */
  public static Settings read(SettingsTable table, Map<String, String> environment) {
    Map<String, String> own = ServiceLinks.removedFrom(environment);
    Draft draft = new Draft();
    for (Setting setting : table.settings()) {
      read(setting, own, draft);
    }
    table.allRules().forEach(rule -> rule.apply(draft));
    return new Settings(draft.properties(), draft.problems(), Typos.among(own.keySet(), table));
  }

  /** Whole lines, each beginning with the variable's name; the service can't start with any. */
  public List<String> problems() {
    return problems;
  }

  /** Whole lines: what looks like a mistake and may be none. */
  public List<String> warnings() {
    return warnings;
  }

  /** What follows from the settings; secrets among it. */
  public Map<String, String> properties() {
    return properties;
  }

  /** Which of the processes of one service this is. */
  public String instance() {
    return properties.getOrDefault(Instance.PROPERTY, "");
  }

  private static void read(Setting setting, Map<String, String> environment, Draft draft) {
    Optional<String> given = given(setting, environment, draft);
    if (given.isEmpty()) {
      if (setting.required() && environment.getOrDefault(setting.fileName(), "").isBlank()) {
        draft.problem(
            "%s is missing: %s; it must be %s"
                .formatted(setting.name(), setting.meaning(), setting.form().expected()));
      }
      return;
    }
    Optional<String> value = setting.form().read(given.get());
    if (value.isPresent()) {
      draft.take(setting, value.get());
    } else {
      draft.problem(
          setting.secret()
              ? "%s is wrong: it must be %s".formatted(setting.name(), setting.form().expected())
              : "%s is wrong: it must be %s, not '%s'"
                  .formatted(setting.name(), setting.form().expected(), oneLine(given.get())));
    }
  }

  private static Optional<String> given(
      Setting setting, Map<String, String> environment, Draft draft) {
    String value = environment.getOrDefault(setting.name(), "");
    String file = setting.secret() ? environment.getOrDefault(setting.fileName(), "") : "";
    if (!value.isBlank() && !file.isBlank()) {
      draft.problem("%s is given twice: as %s too".formatted(setting.name(), setting.fileName()));
      return Optional.empty();
    }
    if (!file.isBlank()) {
      return content(setting, file, draft);
    }
    return value.isBlank()
        ? setting.standard()
        : Optional.of(setting.secret() ? value : value.strip());
  }

  /** The file's text, without the end of its last line. */
  private static Optional<String> content(Setting setting, String file, Draft draft) {
    try {
      Path path = Form.path(file).orElseThrow(() -> new IOException("not a path"));
      if (Files.size(path) > MAX_SECRET_BYTES) {
        throw new IOException("more than %d bytes".formatted(MAX_SECRET_BYTES));
      }
      String text = Files.readString(path).replaceFirst("\\R\\z", "");
      if (text.isBlank()) {
        throw new IOException("nothing is in it");
      }
      return Optional.of(text);
    } catch (IOException e) {
      draft.problem(
          "%s can't be read: %s (%s)".formatted(setting.fileName(), oneLine(file), reason(e)));
      return Optional.empty();
    }
  }

  /** Java says no more than the name for what happens most. */
  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "there is no such file";
      case AccessDeniedException denied -> "this process may not";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
