package dev.glide.runtime.settings;

import java.util.Optional;

/**
 * One thing that an operator can set.
 *
 * @param name of the environment variable; a secret may stand in a file that {@code <name>_FILE}
 *     names instead
 * @param property that the value becomes
 * @param standard the value where none is given
 * @param required whether the service can't start without it
 * @param secret whether it must never be shown
 * @param meaning one line
 */
public record Setting(
    String name,
    String property,
    Form form,
    Optional<String> standard,
    boolean required,
    boolean secret,
    String meaning) {
  static final String FILE_SUFFIX = "_FILE";

  public Setting {
    if (required && standard.isPresent()) {
      throw new IllegalArgumentException(name + " can't be required and have a default");
    }
    if (standard.isPresent() && form.read(standard.get()).isEmpty()) {
      throw new IllegalArgumentException(name + " has a default that it would refuse");
    }
  }

  /** One that may be left out. */
  public static Setting of(String name, String property, Form form, String meaning) {
    return new Setting(name, property, form, Optional.empty(), false, false, meaning);
  }

  /** The same with a value where none is given. */
  public Setting or(String value) {
    return new Setting(name, property, form, Optional.of(value), required, secret, meaning);
  }

  /** The same, without which the service can't start. */
  public Setting mandatory() {
    return new Setting(name, property, form, standard, true, secret, meaning);
  }

  /** The same, never shown, and taken from a file too. */
  public Setting hidden() {
    return new Setting(name, property, form, standard, required, true, meaning);
  }

  String fileName() {
    return name + FILE_SUFFIX;
  }
}
