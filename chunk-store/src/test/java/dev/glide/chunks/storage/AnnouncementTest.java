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
    Announcement announcement =
        new Announcement(ID, AT, TRANSFER, 7, Cause.ofCommand("command-0001"));
    assertThat(announcement.text()).isEqualTo(OLDER + " command-0001");
    assertThat(Announcement.parse(announcement.text())).contains(announcement);
  }

  @Test
  void keepsNoMoreOfATraceThanTheCommand() {
    TraceParent part = new TraceParent("a".repeat(32), "b".repeat(16));
    Announcement traced =
        new Announcement(ID, AT, TRANSFER, 7, new Cause("command-0001", Optional.of(part)));
    assertThat(Announcement.parse(traced.text()).orElseThrow().cause())
        .isEqualTo(Cause.ofCommand("command-0001"));
  }

  /**
   * S3 servers that keep objects as files take no part of a name that is longer than a file's may
   * be, or, if they write to {@code name-<uuid>} first, 37 less.
   */
  @Test
  void fitsIntoTheNameOfAFile() {
    assertThat(nameLength(1_000_000, Correlation.fresh().id())).isLessThanOrEqualTo(255 - 37);
    assertThat(nameLength(Integer.MAX_VALUE, "c".repeat(64))).isLessThanOrEqualTo(255);
  }

  private static int nameLength(int chunks, String correlation) {
    byte[] text =
        new Announcement(ID, AT.plusNanos(1), TRANSFER, chunks, Cause.ofCommand(correlation))
            .text()
            .getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text).length();
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
