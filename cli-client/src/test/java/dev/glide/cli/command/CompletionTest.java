package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The completion scripts in the real shells, those that are installed; glide itself is a stand-in.
 */
class CompletionTest {
  @TempDir Path folder;

  @BeforeEach
  void aGlideThatKnowsNames() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path glide = bin.resolve("glide");
    Files.writeString(
        glide,
        """
        #!/bin/sh
        case $2 in
          people) printf '@alice\\n@bob\\n@bobby\\n' ;;
          offers) printf '@carol\\n3f2a0000\\n' ;;
          transfers) printf 'beef0000\\n' ;;
        esac
        """);
    assertThat(glide.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("film.mkv"), "");
    Files.writeString(folder.resolve("bash"), BashCompletion.script());
    Files.writeString(folder.resolve("zsh"), ZshCompletion.script());
    Files.writeString(folder.resolve("fish"), FishCompletion.script());
  }

  private List<String> run(String... line) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    builder.environment().put("HOME", folder.toString());
    Process shell = builder.start();
    shell.getOutputStream().close();
    String all = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(all).isZero();
    return all.lines().toList();
  }

  private static void requireShell(String shell) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    assumeTrue(there, shell + " is not installed");
  }

  /** What bash would offer for the last word of a line, asked as readline asks. */
  private List<String> bash(String line, String breaks) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    String last = words.removeLast();
    if (breaks.contains("@") && last.startsWith("@")) {
      words.add("@");
      last = last.substring(1);
    }
    words.add(last);
    String quoted =
        words.stream().map(word -> "'" + word + "'").reduce((a, b) -> a + " " + b).orElseThrow();
    String script =
        "compopt() { :; }; COMP_WORDBREAKS='%s'; source ./bash; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(%s); COMP_CWORD=%d; _glide; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(breaks, line, quoted, words.size() - 1);
    return run("bash", "--norc", "-c", script).stream().filter(each -> !each.isEmpty()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "glide se, 'send,sent,server'",
    "glide --json li, list",
    "glide --profile work li, list",
    "glide send film.mkv --ex, --expires",
    "glide send --qu, --quiet",
    "glide completion , 'bash,zsh,fish'",
    "glide devices app, approve",
    "glide help inb, inbox",
    "glide cancel be, beef0000",
    "glide ok 3, 3f2a0000",
    "glide send --note , ''",
    "glide send film.mkv @b, '@bob,@bobby'",
    "glide film.mkv @a, '@alice'",
    "glide ok @, '@carol'"
  })
  void completesInBash(String line, String offered) throws Exception {
    requireShell("bash");
    String asked = line.endsWith("completion") || line.endsWith("note") ? line + " " : line;
    assertThat(bash(asked, " ="))
        .containsExactlyInAnyOrder(offered.isEmpty() ? new String[0] : offered.split(","));
  }

  @Test
  void completesPeopleInBashWhereAtSignsPartWords() throws Exception {
    requireShell("bash");
    assertThat(bash("glide send film.mkv @b", " @=")).containsExactly("bob", "bobby");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void isWellFormed(String shell) throws Exception {
    requireShell(shell);
    assertThat(run(shell, "-n", shell)).isEmpty();
  }

  @Test
  void completesInFish() throws Exception {
    requireShell("fish");
    assertThat(fish("glide rec")).anyMatch(each -> each.startsWith("receive"));
    assertThat(fish("glide send film.mkv @b")).containsExactly("@bob", "@bobby");
    assertThat(fish("glide send --ex")).anyMatch(each -> each.startsWith("--expires"));
    assertThat(fish("glide send fil")).containsExactly("film.mkv");
    assertThat(fish("glide devices app")).containsExactly("approve");
  }

  private List<String> fish(String line) throws IOException, InterruptedException {
    return run("fish", "--no-config", "-c", "source fish; complete -C '" + line + "'");
  }

  @Test
  void namesEveryCommandInEveryShell() {
    for (String script :
        List.of(BashCompletion.script(), ZshCompletion.script(), FishCompletion.script())) {
      assertThat(script).contains(CompletionModel.names());
      assertThat(script)
          .doesNotContain("__rehearse", "@NAMES@", "@COMMANDS@", "@GLOBAL@", "@PATHS@", "@VALUED@");
    }
  }
}
