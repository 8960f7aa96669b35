package dev.glide.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final SettingsTable TABLE =
      new SettingsTable(
          "tea shop",
          List.of(
              Setting.of("GLIDE_TEA_URL", "tea.url", Form.origin(), "where the tea is").mandatory(),
              Setting.of("GLIDE_TEA_CUPS", "tea.cups", Form.number(1, 9), "cups").or("3"),
              Setting.of("GLIDE_TEA_WORD", "tea.word", Form.longText(4), "the word").hidden()),
          List.of(draft ->
              draft
                  .value("GLIDE_TEA_CUPS")
                  .filter("7"::equals)
                  .ifPresent(seven -> draft.problem("GLIDE_TEA_CUPS is unlucky"))));

  @TempDir Path folder;

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "GLIDE_TEA_URL", "http://tea:1/",
              "GLIDE_KAFKA_BOOTSTRAP", "kafka:9092",
              "HOME", "/home/tea"));

  private Settings read() {
    return Settings.read(TABLE, environment);
  }

  private Settings with(String name, String value) {
    environment.put(name, value);
    return read();
  }

  @Test
  void becomesProperties() {
    Settings settings = with("GLIDE_TEA_WORD", "earl grey");
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.properties())
        .containsEntry("tea.url", "http://tea:1")
        .containsEntry("tea.cups", "3")
        .containsEntry("tea.word", "earl grey")
        .containsEntry("quarkus.http.port", "8080")
        .containsEntry("quarkus.log.console.json.enabled", "true")
        .containsEntry("quarkus.log.category.\"dev.glide\".level", "INFO")
        .containsEntry("kafka.bootstrap.servers", "kafka:9092")
        .containsKey("glide.instance");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    environment.remove("GLIDE_TEA_URL");
    environment.put("GLIDE_TEA_CUPS", "ten");
    environment.put("GLIDE_PORT", "70000");
    assertThat(read().problems())
        .containsExactlyInAnyOrder(
            "GLIDE_PORT is wrong: it must be a whole number from 0 to 65535, not '70000'",
            "GLIDE_TEA_URL is missing: where the tea is; it must be an address such as"
                + " http://registry:8080",
            "GLIDE_TEA_CUPS is wrong: it must be a whole number from 1 to 9, not 'ten'");
  }

  @Test
  void takesAnEmptyVariableForNone() {
    assertThat(with("GLIDE_TEA_CUPS", " ").properties()).containsEntry("tea.cups", "3");
    assertThat(with("GLIDE_TEA_URL", "").problems()).hasSize(1);
  }

  @Test
  void keepsAProblemInOneLine() {
    assertThat(with("GLIDE_TEA_CUPS", "1\n2").problems())
        .containsExactly(
            "GLIDE_TEA_CUPS is wrong: it must be a whole number from 1 to 9, not '1?2'");
  }

  @Test
  void appliesRules() {
    assertThat(with("GLIDE_TEA_CUPS", "7").problems()).containsExactly("GLIDE_TEA_CUPS is unlucky");
  }

  @Test
  void neverShowsASecret() {
    assertThat(with("GLIDE_TEA_WORD", "abc").problems())
        .containsExactly("GLIDE_TEA_WORD is wrong: it must be at least 4 characters long");
  }

  @Test
  void takesASecretFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("word"), "two words \n");
    assertThat(with("GLIDE_TEA_WORD_FILE", file.toString()).properties())
        .containsEntry("tea.word", "two words ");
    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void refusesASecretGivenTwice() {
    environment.put("GLIDE_TEA_WORD", "word");
    assertThat(with("GLIDE_TEA_WORD_FILE", "/word").problems())
        .containsExactly("GLIDE_TEA_WORD is given twice: as GLIDE_TEA_WORD_FILE too");
  }

  @Test
  void namesTheFileThatCantBeRead() throws Exception {
    Path none = folder.resolve("none");
    assertThat(with("GLIDE_TEA_WORD_FILE", none.toString()).problems())
        .containsExactly("GLIDE_TEA_WORD_FILE can't be read: " + none + " (there is no such file)");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertThat(with("GLIDE_TEA_WORD_FILE", empty.toString()).problems())
        .containsExactly("GLIDE_TEA_WORD_FILE can't be read: " + empty + " (nothing is in it)");
  }

  @Test
  void takesOnlySecretsFromFiles() throws Exception {
    Path file = Files.writeString(folder.resolve("cups"), "5");
    assertThat(with("GLIDE_TEA_CUPS_FILE", file.toString()).properties())
        .containsEntry("tea.cups", "3");
  }

  @Test
  void knowsWhatIsMeantByATypo() {
    environment.put("GLIDE_KAFKA_BOOTSTRP", "kafka:9092");
    environment.put("GLIDE_TEA_WORDFILE", "x");
    environment.put("GLIDE_COFFEE", "x");
    assertThat(read().warnings())
        .containsExactly(
            "GLIDE_KAFKA_BOOTSTRP is not known: is it meant to be GLIDE_KAFKA_BOOTSTRAP?",
            "GLIDE_TEA_WORDFILE is not known: is it meant to be GLIDE_TEA_WORD_FILE?");
  }

  /** A Kubernetes service named glide would take GLIDE_PORT away. */
  @Test
  void leavesServiceLinksAlone() {
    environment.putAll(
        Map.of(
            "GLIDE_PORT", "tcp://10.0.0.1:80",
            "GLIDE_TEA_PORT", "tcp://10.0.0.1:80",
            "GLIDE_TEA_SERVICE_HOST", "10.0.0.1",
            "GLIDE_TEA_SERVICE_PORT", "80",
            "GLIDE_TEA_PORT_80_TCP_ADDR", "10.0.0.1",
            "GLIDE_HOST_PORT", "tcp://10.0.0.1:80"));
    assertThat(read().problems()).isEmpty();
    assertThat(read().warnings()).isEmpty();
    assertThat(read().properties()).containsEntry("quarkus.http.port", "8080");
  }

  @Test
  void takesTheNameThatIsGiven() {
    assertThat(with("GLIDE_INSTANCE", "tea-1").properties())
        .containsEntry("glide.instance", "tea-1");
    assertThat(read().instance()).isEqualTo("tea-1");
  }

  @Test
  void helpNamesEverySettingAndNoSecret() {
    assertThat(TABLE.help())
        .contains("GLIDE_TEA_URL", "where the tea is (required)", "cups (default 3)", "(secret)")
        .contains("GLIDE_KAFKA_SASL_PASSWORD");
  }
}
