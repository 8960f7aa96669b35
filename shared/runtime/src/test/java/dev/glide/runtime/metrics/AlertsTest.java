package dev.glide.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final Path REPOSITORY = MetricsDocument.repository();
  private static final Path RULES = REPOSITORY.resolve("docs/dashboards/alerts.yaml");

  private static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group :
        new ObjectMapper(new YAMLFactory()).readTree(RULES.toFile()).path("groups")) {
      group.path("rules").forEach(alerts::add);
    }
    return alerts;
  }

  @Test
  void askForWhatServicesExpose() throws IOException {
    Promised promised = new Promised();
    assertThat(alerts()).hasSizeGreaterThan(15);
    for (JsonNode alert : alerts()) {
      promised.require(alert.path("expr").asText());
    }
  }

  @Test
  void haveARunbookEachAndNoRunbookIsLeftOver() throws IOException {
    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      assertThat(name).matches("Glide[A-Za-z]+");
      assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
      assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
      assertThat(alert.at("/annotations/description").asText()).isNotBlank();
      String page = alert.at("/annotations/runbook_url").asText();
      assertThat(page).isEqualTo("docs/runbooks/%s.md", name);
      assertThat(Files.readString(REPOSITORY.resolve(page)))
          .startsWith("# " + name + "\n")
          .contains("\n## How to see it\n", "\n## What to do\n");
    }
    try (Stream<Path> pages = Files.list(REPOSITORY.resolve("docs/runbooks"))) {
      assertThat(pages).hasSameSizeAs(alerts());
    }
  }

  @Test
  void areNamedWhereItIsSaidWhatToDo() throws IOException {
    String operations = Files.readString(REPOSITORY.resolve("docs/operations.md"));
    for (JsonNode alert : alerts()) {
      assertThat(operations).contains("](runbooks/%s.md)".formatted(alert.path("alert").asText()));
    }
  }

  /** Only where Prometheus is installed. */
  @Test
  void areRulesToPrometheus() throws Exception {
    Optional<Path> promtool =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (promtool.isPresent()) {
      Process check =
          new ProcessBuilder(
                  promtool.get().toString(), "check", "rules", RULES.toRealPath().toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(check.waitFor()).as(said).isZero();
      assertThat(said).contains("SUCCESS: %d rules".formatted(alerts().size()));
    }
  }
}
