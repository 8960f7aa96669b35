package dev.glide.registry.auth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When signing keys come and go. A new one is published for a while before it signs, so that every
 * process has read it by then; the one before verifies until nothing that it may have signed is
 * valid any more. So nobody who is signed in notices.
 */
@Singleton
final class Rotation {
  /** How long a key is published before it signs. */
  static final Duration SETTLING = Duration.ofMinutes(1);

  /** How much later than the others a process may learn that a key no longer signs. */
  private static final Duration LATENESS = Duration.ofMinutes(10);

  private static final Duration SHORTEST_LIFE = Duration.ofHours(1);

  private final Duration life;
  private final Duration longestToken;

  @Inject
  Rotation(
      @ConfigProperty(name = "glide.signing-key.life") Duration life,
      @ConfigProperty(name = "glide.access.life") Duration access,
      @ConfigProperty(name = "glide.ticket.life") Duration ticket,
      @ConfigProperty(name = "glide.session.life") Duration session) {
    this(life, Stream.of(access, ticket, session).max(Duration::compareTo).orElseThrow());
  }

  Rotation(Duration life, Duration longestToken) {
    if (life.compareTo(SHORTEST_LIFE) < 0) {
      throw new IllegalArgumentException(
          "glide.signing-key.life must be at least %s, not %s".formatted(SHORTEST_LIFE, life));
    }
    this.life = life;
    this.longestToken = longestToken;
  }

  /** Whether one has to be made or forgotten; the newest come first, here and below. */
  boolean isDue(List<StoredKey> keys, Instant now) {
    return needsNew(keys, now) || !outlived(keys, now).isEmpty();
  }

  boolean needsNew(List<StoredKey> keys, Instant now) {
    return keys.isEmpty() || !keys.getFirst().createdAt().plus(life).isAfter(now);
  }

  /** Those of which nothing can be valid. */
  List<StoredKey> outlived(List<StoredKey> keys, Instant now) {
    Duration after = SETTLING.plus(LATENESS).plus(longestToken);
    List<StoredKey> gone = new ArrayList<>();
    for (int i = 1; i < keys.size(); i++) {
      if (!keys.get(i - 1).createdAt().plus(after).isAfter(now)) {
        gone.add(keys.get(i));
      }
    }
    return gone;
  }

  /** The newest that has settled; where none has, the oldest. */
  StoredKey signing(List<StoredKey> keys, Instant now) {
    return keys.stream()
        .filter(each -> !each.createdAt().plus(SETTLING).isAfter(now))
        .findFirst()
        .orElseGet(keys::getLast);
  }
}
