package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Shown shown = new Shown();

  private static final class Shown implements ProgressBoard.Surface {
    private final List<List<String>> screens = new CopyOnWriteArrayList<>();

    @Override
    public int columns() {
      return 80;
    }

    @Override
    public void show(List<String> lines) {
      screens.add(List.copyOf(lines));
    }

    @Override
    public void above(Runnable words) {
      words.run();
    }

    List<String> last() {
      return screens.isEmpty() ? List.of() : screens.getLast();
    }
  }

  private Output output(boolean json) {
    return new Output(
        stream, stream, new Output.Manner(json, false, false, true, false), Clock.systemUTC());
  }

  @Test
  void showsALineForEachTransferUntilItEnds() {
    ProgressBoard board = output(false).board(shown);
    Meter first = board.meter("@alice a", java.util.Optional.empty());
    Meter second = board.meter("@alice longer", java.util.Optional.empty());
    first.stage("receiving");
    first.expect(100, 50);
    second.stage("receiving");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> shown.last().size() == 2);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> shown.last().stream().anyMatch(line -> line.contains("50%")));
    assertThat(shown.last())
        .anyMatch(line -> line.startsWith("@alice a       receiving"))
        .anyMatch(line -> line.startsWith("@alice longer  receiving …"))
        .allMatch(line -> DisplayName.width(line) < 80);
    first.close();
    assertThat(shown.last()).noneMatch(line -> line.startsWith("@alice a "));
    second.close();
    assertThat(shown.last()).isEmpty();
  }

  @Test
  void namesTheTransferInEventsUnderJson() {
    ProgressBoard board = output(true).board(shown);
    try (Meter meter = board.meter("@alice a", java.util.Optional.of("some-id"))) {
      meter.stage("receiving");
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("\"event\":\"progress\"", "\"id\":\"some-id\"");
    assertThat(shown.screens).isEmpty();
  }

  @Test
  void drawsOverItselfAndSpeaksAbove() {
    DrawnLines lines = new DrawnLines(stream, () -> 80, stream::flush);
    lines.show(List.of("one", "two"));
    lines.above(() -> stream.println("said"));
    lines.show(List.of("three"));
    lines.show(List.of());
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\rone\033[K\ntwo\033[J"
                + "\r\033[1A\033[Jsaid"
                + System.lineSeparator()
                + "one\ntwo"
                + "\r\033[1Athree\033[J"
                + "\r\033[J");
  }
}
