package dev.glide.shared.trace;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The name of one thing that a person does: the client makes it once a command and sends it with
 * each request; services write it to their logs and put it into the events that follow.
 *
 * @param id 8 to 64 letters, digits or hyphens
 */
public record Correlation(String id) {
  /** Carries it as an extension attribute of a CloudEvent. */
  public static final String ATTRIBUTE = "correlationid";

  private static final int SHORTEST = 8;
  private static final int LONGEST = 64;

  public Correlation {
    if (!fits(id)) {
      throw new IllegalArgumentException("a correlation id is 8 to 64 letters, digits, hyphens");
    }
  }

  public static Correlation fresh() {
    // It is no secret: a short command does not wait for a secure source of random numbers.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new Correlation(new UUID(random.nextLong(), random.nextLong()).toString());
  }

  /** What a peer has sent, if it can be used: it goes into logs, so not everything can. */
  public static Optional<Correlation> of(String header) {
    return fits(header) ? Optional.of(new Correlation(header)) : Optional.empty();
  }

  /** What a peer has sent if it can be used, or a fresh one if not or if it has sent none. */
  public static Correlation givenOrFresh(@Nullable String header) {
    return Optional.ofNullable(header).flatMap(Correlation::of).orElseGet(Correlation::fresh);
  }

  private static boolean fits(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (!fits(id.charAt(i))) {
        return false;
      }
    }
    return id.length() >= SHORTEST && id.length() <= LONGEST;
  }

  private static boolean fits(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }
}
