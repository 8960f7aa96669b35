package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final Reading HALF =
      new Reading(
          "sending",
          200_000_000,
          100_000_000,
          100_000_000,
          50e6,
          Duration.ofSeconds(2),
          Routes.NONE);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ProgressLine line =
      new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> 80);

  @Test
  void saysStagePercentAmountRateAndTimeLeft() {
    assertThat(ProgressLine.words(HALF))
        .isEqualTo("sending  50%  100 MB of 200 MB  50.0 MB/s  0:02 left");
  }

  @Test
  void drawsABarWhereThereIsRoom() {
    assertThat(ProgressLine.line(HALF, 79))
        .isEqualTo(
            "sending  ━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌  50%  100 MB of 200 MB  50.0 MB/s  0:02 left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 53, 60, 80, 200})
  void neverExceedsTheTerminal(int columns) {
    assertThat(DisplayName.width(ProgressLine.line(HALF, columns))).isLessThanOrEqualTo(columns);
  }

  @Test
  void waitsWhenNothingMoves() {
    Reading stalled = new Reading("sending", 100, 50, 0, 0, Duration.ofSeconds(9), Routes.NONE);
    assertThat(ProgressLine.words(stalled)).endsWith("0 B/s  waiting");
  }

  @Test
  void showsTimeInsteadOfPercentWhileTheLengthIsNotKnown() {
    Reading stream =
        new Reading("sending", -1, 5_000_000, 5_000_000, 1e6, Duration.ofSeconds(65), Routes.NONE);
    assertThat(ProgressLine.words(stream)).isEqualTo("sending  5.00 MB  1.00 MB/s  1:05");
  }

  @Test
  void saysOnlyTheStageBeforeAnythingIsKnown() {
    assertThat(ProgressLine.words(new Reading("looking", -1, 0, 0, 0, Duration.ZERO, Routes.NONE)))
        .isEqualTo("looking …");
    assertThat(ProgressLine.words(new Reading("", -1, 0, 0, 0, Duration.ZERO, Routes.NONE)))
        .isEmpty();
  }

  @Test
  void showsThePathAtTheEnd() {
    Reading both = new Reading("sending", -1, 5, 5, 1, Duration.ofSeconds(1), new Routes(3, 2));
    assertThat(ProgressLine.words(both)).endsWith("0:01  relay + parked");
  }

  @Test
  void neverSaysAllBeforeAllIsThere() {
    Reading almost = new Reading("sending", 1000, 999, 999, 10, Duration.ofSeconds(1), Routes.NONE);
    assertThat(almost.percent()).isEqualTo(99);
    assertThat(almost.secondsLeft()).isEqualTo(1);
  }

  @Test
  void notesStandAboveTheLineAndNothingStaysAtTheEnd() {
    line.show(HALF);
    line.note("a note");
    line.show(HALF);
    line.end(HALF);
    String all = bytes.toString(StandardCharsets.UTF_8);
    assertThat(all).contains("\033[K\r\033[Ka note" + System.lineSeparator());
    assertThat(all).endsWith("\r\033[K");
  }
}
