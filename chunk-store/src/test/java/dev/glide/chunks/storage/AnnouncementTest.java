package dev.glide.chunks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.shared.trace.Cause;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {
  private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
  private static final TransferKey TRANSFER =
      new TransferKey(
          LocalDate.of(2026, 11, 28), UUID.fromString("00000000-0000-0000-0000-000000000002"));
  private static final String OLDER =
      "00000000-0000-0000-0000-000000000001 2026-11-21T12:00:00Z 2026-11-28"
          + " 00000000-0000-0000-0000-000000000002 7";

  @Test
  void readsWhatItWrote() {
    Announcement announcement = new Announcement(ID, AT, TRANSFER, 7, Cause.parse("command-0001"));
    assertThat(announcement.text()).isEqualTo(OLDER + " command-0001");
    assertThat(Announcement.parse(announcement.text())).contains(announcement);
    Announcement traced =
        new Announcement(
            ID,
            AT,
            TRANSFER,
            7,
            new Cause(
                "command-0001", Optional.of(TraceParent.of(new Correlation("command-0001")))));
    assertThat(Announcement.parse(traced.text())).contains(traced);
  }

  /** S3 servers that keep objects as files take no part of a name that is longer than a file's. */
  @Test
  void fitsIntoTheNameOfAFile() {
    Announcement longest =
        new Announcement(
            ID,
            AT.plusNanos(1),
            TRANSFER,
            Integer.MAX_VALUE,
            new Cause("c".repeat(Cause.LONGEST), Optional.of(TraceParent.of(Correlation.fresh()))));
    byte[] text = longest.text().getBytes(StandardCharsets.UTF_8);
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(text))
        .hasSizeLessThanOrEqualTo(255);
  }

  @Test
  void readsWhatWasWrittenBeforeThereWereCorrelations() {
    Announcement announcement = new Announcement(ID, AT, TRANSFER, 7);
    assertThat(announcement.text()).isEqualTo(OLDER);
    assertThat(Announcement.parse(OLDER)).contains(announcement);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", OLDER + "x", OLDER + " a b"})
  void readsNothingElse(String text) {
    assertThat(Announcement.parse(text)).isEmpty();
  }
}
