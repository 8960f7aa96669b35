package dev.glide.shared.trace;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of one thing that a person does: the client makes it once a command and sends it with
 * each request; services write it to their logs and put it into the events that follow.
 *
 * @param id 8 to 64 letters, digits or hyphens
 */
public record Correlation(String id) {
  /** Carries it as an extension attribute of a CloudEvent. */
  public static final String ATTRIBUTE = "correlationid";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{8,64}");

  public Correlation {
    if (!FORM.matcher(id).matches()) {
      throw new IllegalArgumentException("a correlation id is 8 to 64 letters, digits, hyphens");
    }
  }

  public static Correlation fresh() {
    return new Correlation(UUID.randomUUID().toString());
  }

  /** What a peer has sent, if it can be used: it goes into logs, so not everything can. */
  public static Optional<Correlation> of(String header) {
    return FORM.matcher(header).matches() ? Optional.of(new Correlation(header)) : Optional.empty();
  }
}
