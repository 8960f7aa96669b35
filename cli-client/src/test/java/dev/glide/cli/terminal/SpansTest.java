package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "89, 1 min",
    "3569, 59 min",
    "3570, 1 h",
    "3600, 1 h",
    "169199, 47 h",
    "172800, 2 d",
    "604794, 7 d",
    "2592000, 30 d"
  })
  void saysTheLargestUnit(long seconds, String words) {
    assertThat(Spans.rough(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "7, 0:07", "754, 12:34", "3723, 1:02:03", "360000, 100:00:00"})
  void showsAClock(long seconds, String words) {
    assertThat(Spans.clock(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 s",
    "44, 0.04 s",
    "994, 0.99 s",
    "996, 1.00 s",
    "1300, 1.3 s",
    "9949, 9.9 s",
    "9951, 10.0 s",
    "12400, 12 s",
    "99999, 100 s",
    "754000, 12:34"
  })
  void saysHowLongItTook(long millis, String words) {
    assertThat(Spans.taken(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @Test
  void saysHowLongAgo() {
    assertThat(Spans.ago(NOW.minusSeconds(3), NOW)).isEqualTo("just now");
    assertThat(Spans.ago(NOW.minusSeconds(300), NOW)).isEqualTo("5 min ago");
    assertThat(Spans.ago(NOW.plusSeconds(30), NOW)).isEqualTo("just now");
  }

  @Test
  void saysHowLongUntil() {
    assertThat(Spans.until(NOW.plusSeconds(7200), NOW)).isEqualTo("in 2 h");
    assertThat(Spans.until(NOW, NOW)).isEqualTo("over");
  }
}
