package dev.glide.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration TOKEN = Duration.ofHours(1);
  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private final Rotation rotation = new Rotation(LIFE, TOKEN);

  private static StoredKey key(String id, Duration age) {
    return new StoredKey(id, new KeyPair(null, null), NOW.minus(age));
  }

  @Test
  void beginsWithAKeyThatSignsAtOnce() {
    assertThat(rotation.isDue(List.of(), NOW)).isTrue();
    StoredKey first = key("first", Duration.ZERO);
    assertThat(rotation.signing(List.of(first), NOW)).isEqualTo(first);
    assertThat(rotation.isDue(List.of(first), NOW)).isFalse();
  }

  @Test
  void makesTheNextWhenAKeyIsOldEnough() {
    assertThat(rotation.needsNew(List.of(key("a", LIFE.minusSeconds(1))), NOW)).isFalse();
    assertThat(rotation.needsNew(List.of(key("a", LIFE)), NOW)).isTrue();
  }

  @Test
  void signsWithTheNewestThatAllHaveRead() {
    StoredKey old = key("old", LIFE);
    StoredKey fresh = key("new", Rotation.SETTLING.minusSeconds(1));
    assertThat(rotation.signing(List.of(fresh, old), NOW)).isEqualTo(old);
    assertThat(rotation.signing(List.of(fresh, old), NOW.plusSeconds(1))).isEqualTo(fresh);
  }

  /** One registry may have signed with it until it learnt of the next, and the token then holds. */
  @Test
  void forgetsAKeyWhenNothingOfItCanBeValid() {
    StoredKey old = key("old", LIFE);
    Duration after = Rotation.SETTLING.plus(TOKEN).plusMinutes(10);
    assertThat(rotation.outlived(List.of(key("new", after.minusSeconds(1)), old), NOW)).isEmpty();
    assertThat(rotation.outlived(List.of(key("new", after), old), NOW)).containsExactly(old);
  }

  @Test
  void forgetsSeveralButNeverTheNewest() {
    StoredKey newest = key("c", LIFE);
    StoredKey before = key("b", LIFE.multipliedBy(2));
    StoredKey oldest = key("a", LIFE.multipliedBy(3));
    assertThat(rotation.outlived(List.of(newest, before, oldest), NOW))
        .containsExactly(before, oldest);
    assertThat(rotation.outlived(List.of(newest), NOW)).isEmpty();
  }

  @Test
  void refusesALifeThatWouldFillTheTable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rotation(Duration.ofMinutes(59), TOKEN))
        .withMessageContaining("glide.signing-key.life must be at least PT1H");
  }
}
