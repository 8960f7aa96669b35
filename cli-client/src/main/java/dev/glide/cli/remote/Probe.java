package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Looks at a server the way a doctor does: once, and at what other callers don't care for. */
public final class Probe {
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private Probe() {}

  /**
   * What was seen.
   *
   * @param address that was connected to
   * @param date of the server's clock
   */
  public record Seen(int status, String address, Optional<Instant> date) {}

  /**
   * Sends one GET.
   *
   * @throws Failure (network) if there is no answer
   */
  public static Seen look(Dialer dialer, String path) throws Failure {
    try (HttpConnection connection = new HttpConnection(dialer)) {
      HttpAnswer answer = connection.exchange(HttpRequest.get(path));
      answer.bytes(MAX_BODY_BYTES);
      return new Seen(
          answer.status(), connection.peer(), answer.header("Date").flatMap(Probe::instant));
    } catch (IOException e) {
      throw Refusals.away(dialer.address(), e);
    }
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
