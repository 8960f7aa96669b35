package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.cli.command.Typed.Ended;
import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path home;
  private Typed typed;

  @BeforeEach
  void someoneUnregistered() {
    typed = new Typed(home, "http://127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sned",
        "frobnicate --json",
        "send",
        "send file",
        "send @bob",
        "send file @Bob",
        "send file @b",
        "send file @bob --expires 7",
        "send file @bob --expires d",
        "send file @bob --expires -1d",
        "send file @bob --expires 7y",
        "send file @bob --expires",
        "send - @bob",
        "send - file @bob --name x",
        "send file @bob --name x",
        "send file @bob --frob",
        "send file @bob --live --park",
        "send file @bob --park --wait 5s",
        "send file @bob --wait soon",
        "list everybody",
        "list --jso",
        "reqs me",
        "ok",
        "ok nothex!",
        "ok @alice --overwrite --rename",
        "ok 3f2a -o file",
        "ok 3f2a -o - --to x",
        "ok 3f2a -o - --json",
        "no",
        "cancel",
        "cancel film.mkv",
        "register",
        "register A!",
        "register alice bob",
        "verify",
        "verify @bob @carol",
        "devices approve",
        "devices frob x",
        "devices approve a b",
        "invite bob",
        "completion",
        "completion tcsh",
        "version now",
        "help frob",
        "help send now",
        "demo now",
        "server now",
        "up --frob",
        "--profile"
      })
  void refusesWhatCannotBeMeant(String line) {
    Ended ended = typed.type(line.split(" "));
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).startsWith("glide: ").doesNotContain("Exception");
    if (line.contains("--json")) {
      assertThat(ended.lines().getLast()).contains("\"event\":\"error\"", "\"exit\":2");
    } else {
      assertThat(ended.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send file @bob --expires 2d --note hello",
        "file @bob",
        "@bob file --json",
        "--quiet file folder @bob @carol",
        "list",
        "--profile work list",
        "reqs",
        "inbox --json",
        "ok @alice --to x --rename",
        "receive 3F2A",
        "no @alice",
        "decline 3f2a",
        "sent",
        "cancel 3f2a 4f5b",
        "whoami",
        "verify @bob --accept",
        "devices",
        "devices remove x",
        "invite"
      })
  void asksForSignInWhereSomebodyMustBe(String line) {
    Ended ended = typed.type(line.split(" "));
    assertThat(ended.code()).isEqualTo(ExitCode.NOT_SIGNED_IN);
    assertThat(ended.err()).contains("register");
  }

  @Test
  void namesTheNearestCommandAndOption() {
    assertThat(typed.type("snet").err()).contains("did you mean “glide sent”?");
    assertThat(typed.type("recieve", "x").err()).contains("glide receive");
    assertThat(typed.type("list", "--josn").err()).contains("did you mean --json?");
  }

  @Test
  void neverShowsHostileWordsRaw() {
    Ended ended = typed.type("\033[2Jfoo");
    assertThat(ended.err()).contains("\\u001b[2Jfoo").doesNotContain("\033");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "-h", "--quiet", "help --quiet"})
  void teachesWhenNothingIsAsked(String line) {
    Ended ended = line.isEmpty() ? typed.type() : typed.type(line.split(" "));
    assertThat(ended.code()).isEqualTo(ExitCode.DONE);
    assertThat(ended.out()).contains("glide demo", "First steps", "Transfers", "inbox");
    assertThat(ended.out()).doesNotContain("__");
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void explainsEveryCommandWithExamples(Verb verb) {
    Ended help = typed.type("help", verb.word());
    assertThat(help.code()).isEqualTo(ExitCode.DONE);
    assertThat(help.out()).contains("Examples", "--profile NAME", "glide " + verb.word());
    assertThat(typed.type(verb.word(), "--help").out()).isEqualTo(help.out());
  }

  @Test
  void saysItsVersion() {
    assertThat(typed.type("version").out()).matches("glide \\d+\\.\\d+\\.\\d+ \\(Java 25.*\\)\\R");
    assertThat(typed.type("--version").out()).isEqualTo(typed.type("version").out());
  }

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "90m, PT90M",
    "12h, PT12H",
    "7d, P7D",
    "2w, P14D",
    "999999999m, PT999999999M"
  })
  void readsDurations(String word, String duration) throws Failure {
    assertThat(Usage.duration(word))
        .isEqualTo(Duration.parse(duration.replace("P7D", "PT168H").replace("P14D", "PT336H")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "7", "7 d", "-7d", "1e3d", "٣d", "9999999999d", "7D"})
  void refusesOtherDurations(String word) {
    assertThatThrownBy(() -> Usage.duration(word)).isInstanceOf(Failure.class);
  }
}
