package dev.glide.cli.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineNewsTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private final Failure why = new Failure(ExitCode.NETWORK, "server-away", "away");

  private final LineNews news = new LineNews();

  @Test
  void saysOnlineOnce() {
    assertThat(news.up()).contains(new News.Online(false));
    assertThat(news.up()).isEmpty();
  }

  @Test
  void saysAtOnceThatItCanNotBegin() {
    assertThat(news.away(why, NOON)).contains(new News.Offline(why));
    assertThat(news.away(why, NOON.plusSeconds(60))).isEmpty();
    assertThat(news.up()).contains(new News.Online(true));
  }

  @Test
  void keepsQuietAboutAConnectionThatIsBackSoon() {
    assertThat(news.up()).isPresent();
    assertThat(news.away(why, NOON)).isEmpty();
    assertThat(news.undecided()).isTrue();
    assertThat(news.away(why, NOON.plus(LineNews.UNNOTICED).minusMillis(1))).isEmpty();
    assertThat(news.up()).isEmpty();
    assertThat(news.undecided()).isFalse();
  }

  @Test
  void saysOfflineOnceAndOnlineAgainOnceForALongOutage() {
    assertThat(news.up()).isPresent();
    assertThat(news.away(why, NOON)).isEmpty();
    assertThat(news.away(why, NOON.plusSeconds(3))).contains(new News.Offline(why));
    assertThat(news.away(why, NOON.plusSeconds(9))).isEmpty();
    assertThat(news.up()).contains(new News.Online(true));
  }
}
