package dev.glide.runtime.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings while they are being read: values so far, what follows from them, what is wrong. */
public final class Draft {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  Draft() {}

  /** The value of a setting, by its name; empty if it has none or a wrong one. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether a setting, by its name, was not given at all: neither rightly nor wrongly. */
  public boolean lacks(String name) {
    return !values.containsKey(name) && problems.stream().noneMatch(line -> isAbout(name, line));
  }

  private static boolean isAbout(String name, String line) {
    return line.startsWith(name + " ") || line.startsWith(name + "_FILE ");
  }

  public void property(String name, String value) {
    properties.put(name, value);
  }

  /** One line, which begins with the name of a setting. */
  public void problem(String line) {
    problems.add(line);
  }

  void take(Setting setting, String value) {
    values.put(setting.name(), value);
    properties.put(setting.property(), value);
  }

  Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
