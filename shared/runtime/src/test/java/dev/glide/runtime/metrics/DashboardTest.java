package dev.glide.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardTest {
  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper()
        .readTree(MetricsDocument.repository().resolve("docs/dashboards/glide.json").toFile());
  }

  @Test
  void asksForWhatServicesExpose() throws IOException {
    Promised promised = new Promised();
    int asked = 0;
    for (JsonNode panel : dashboard().path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        promised.require(target.path("expr").asText());
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(30);
  }

  @Test
  void saysOfEachPanelWhatItIs() throws IOException {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard().path("panels")) {
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(ids.add(panel.path("id").asInt())).as("%s has its own id", panel).isTrue();
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("description").asText()).as("%s", panel.path("title")).isNotBlank();
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      }
    }
  }
}
