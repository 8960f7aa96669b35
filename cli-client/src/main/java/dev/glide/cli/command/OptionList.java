package dev.glide.cli.command;

import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Adds options to those of a command. */
final class OptionList {
  private OptionList() {}

  static void flag(Options options, String name, String description) {
    options.addOption(Option.builder().longOpt(name).desc(description).get());
  }

  static void flag(Options options, String letter, String name, String description) {
    options.addOption(Option.builder(letter).longOpt(name).desc(description).get());
  }

  /**
   * Adds an option with a value.
   *
   * @param value what the value is called; {@code DIR}, {@code F} and {@code FILE} are paths
   */
  static void value(Options options, String name, String value, String description) {
    options.addOption(
        Option.builder().longOpt(name).hasArg().argName(value).desc(description).get());
  }

  static void value(Options options, String letter, String name, String value, String description) {
    options.addOption(
        Option.builder(letter).longOpt(name).hasArg().argName(value).desc(description).get());
  }
}
