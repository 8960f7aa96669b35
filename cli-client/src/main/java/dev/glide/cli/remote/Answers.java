package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;

/** Reads the records that good answers carry. */
final class Answers {
  private Answers() {}

  /**
   * Reads one record.
   *
   * @throws Failure (network) if the text is not JSON of this type, or breaks its rules
   */
  static <T> T read(Class<T> type, String text) throws Failure {
    try {
      T record = Json.read(type, text);
      if (record != null) {
        return record;
      }
    } catch (RuntimeException e) {
      // A record's own rules fail as they like: IllegalArgumentException, NullPointerException.
      throw unreadable(type).because(e);
    }
    throw unreadable(type);
  }

  private static Failure unreadable(Class<?> type) {
    return new Failure(
            ExitCode.NETWORK,
            "not-glide",
            "the server's answer can't be read as " + type.getSimpleName())
        .hint("check that client and server are of versions that fit: glide doctor");
  }
}
