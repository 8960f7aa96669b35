package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"), ZoneOffset.UTC);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Output output(boolean json, boolean quiet, boolean debug) {
    return new Output(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new Output.Manner(json, quiet, debug, false, false),
        CLOCK);
  }

  private List<String> out() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void speaksToPeopleOnStandardErrorAndGivesResultsOnStandardOutput() {
    Output output = output(false, false, false);
    output.result("result");
    output.say("words");
    output.emit(Event.of("x"));
    assertThat(out()).containsExactly("result");
    assertThat(err()).containsExactly("words");
  }

  @Test
  void givesEventsInsteadOfResultsUnderJson() {
    Output output = output(true, false, false);
    output.result("result");
    output.emit(
        Event.of("x")
            .with("text", "“a”\n\"")
            .with("count", 3)
            .with("half", 0.5)
            .with("yes", true)
            .with("list", List.of("a", "b"))
            .with("none", Optional.empty())
            .withObjects("inner", List.of(Event.of("y").with("z", 1))));
    assertThat(out())
        .containsExactly(
            "{\"event\":\"x\",\"at\":\"2026-01-02T03:04:05.678Z\",\"text\":\"“a”\\n\\\"\",\"count\":3,"
                + "\"half\":0.5,\"yes\":true,\"list\":[\"a\",\"b\"],\"inner\":[{\"z\":1}]}");
  }

  @Test
  void saysLittleWhenQuietButNeverHidesAFailure() {
    Output output = output(false, true, false);
    output.say("words");
    output.warn("warning");
    output.fail(new Failure(ExitCode.NETWORK, "server-away", "the server is away").hint("wait"));
    assertThat(err()).containsExactly("warning", "glide: the server is away", "       wait");
  }

  @Test
  void showsAStackTraceOnlyForDebugging() {
    Failure failure =
        new Failure(ExitCode.FAILED, "x", "broken").because(new IllegalStateException("why"));
    output(false, false, false).fail(failure);
    assertThat(err()).containsExactly("glide: broken");
    output(false, false, true).fail(failure);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("IllegalStateException: why");
  }

  @Test
  void countsProgressInEventsUnderJson() {
    try (Meter meter = output(true, false, false).meter()) {
      meter.stage("sending");
      meter.expect(100, 40);
    }
    assertThat(out()).hasSize(1);
    assertThat(out().getFirst())
        .startsWith("{\"event\":\"progress\"")
        .contains("\"stage\":\"sending\",\"totalBytes\":100,\"doneBytes\":40");
  }
}
