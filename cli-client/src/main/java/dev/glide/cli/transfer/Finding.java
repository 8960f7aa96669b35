package dev.glide.cli.transfer;

import java.util.Optional;

/**
 * One thing that a {@link Doctor} has looked at.
 *
 * @param what it is
 * @param words what was found, one line
 * @param hint what to do about it
 * @param bytesPerSecond how fast it went, where something was moved
 */
public record Finding(
    String what,
    boolean good,
    String words,
    Optional<String> hint,
    Optional<Double> bytesPerSecond) {

  static Finding good(String what, String words) {
    return new Finding(what, true, words, Optional.empty(), Optional.empty());
  }

  static Finding bad(String what, String words, String hint) {
    return new Finding(what, false, words, Optional.of(hint), Optional.empty());
  }
}
