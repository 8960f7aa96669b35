package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.runtime.settings.CommonSettings;
import dev.glide.runtime.settings.Setting;
import dev.glide.runtime.settings.Settings;
import dev.glide.runtime.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The services take what the chart tells them, and the chart takes what they can be told. */
class SettingsTest {
  private static final String FILE = "_FILE";
  private static final String LONG_ENOUGH_FOR_A_TOKEN = "x".repeat(48);

  /** What values of other names make, or what has no meaning in a pod: never among `settings`. */
  private static final Set<String> MADE_BY_THE_CHART =
      Set.of(
          "GLIDE_HOST",
          "GLIDE_PORT",
          "GLIDE_INSTANCE",
          "GLIDE_STOP_DELAY",
          "GLIDE_STOP_WITHIN",
          "GLIDE_DATABASE_URL",
          "GLIDE_DATABASE_USER",
          "GLIDE_DATABASE_POOL",
          "GLIDE_ORIGINS",
          "GLIDE_REGISTRY_URL",
          "GLIDE_RELAY_ADDRESS",
          "GLIDE_RELAY_URL",
          "GLIDE_RELAY_DRAIN",
          "GLIDE_CHUNKS_STORAGE",
          "GLIDE_CHUNKS_FOLDER",
          "GLIDE_CHUNKS_KEEP_FREE",
          "GLIDE_CHUNKS_S3_ENDPOINT",
          "GLIDE_CHUNKS_S3_BUCKET",
          "GLIDE_CHUNKS_S3_REGION",
          "GLIDE_CHUNKS_S3_CREATE_BUCKET",
          "GLIDE_CHUNKS_S3_VIRTUAL_HOST",
          "GLIDE_CHUNKS_S3_EXPIRE_RULE",
          "GLIDE_CHUNKS_S3_CA_FILE");

  @TempDir Path folder;

  static Stream<Case> cases() {
    return Case.all();
  }

  /** Read as the service itself does at its start: nothing missing, wrong or unknown. */
  @ParameterizedTest
  @MethodSource("cases")
  void suitTheServices(Case each) throws IOException {
    Path file = Files.writeString(folder.resolve("certificates"), "some");
    for (Workload workload : each.rendered().workloads()) {
      if (!workload.isService()) {
        continue;
      }
      SettingsTable table = Environment.table(workload.component());
      Map<String, String> told = Environment.of(workload);
      Settings settings = Settings.read(table, inAPod(told, file));
      assertThat(settings.problems()).as("%s", workload).isEmpty();
      assertThat(settings.warnings()).as("%s", workload).isEmpty();
      assertThat(known(table)).as("%s", workload).containsAll(ours(told.keySet()));
      assertThat(Environment.names(workload)).doesNotHaveDuplicates();
    }
  }

  /** A relay's beat is one thing that two services have to agree on. */
  @Test
  void areTheSameWhereTwoMustAgree() {
    Rendered rendered = Case.named("everything").rendered();
    assertThat(Environment.of(rendered.workload("relay"))).containsEntry("GLIDE_RELAY_BEAT", "3s");
    assertThat(Environment.of(rendered.workload("registry")))
        .containsEntry("GLIDE_RELAY_BEAT", "3s");
  }

  /** YAML knows 1000000000000 as a number, and would write it as 1e+12. */
  @Test
  void areWrittenAsTheyWereGiven() {
    Rendered rendered = Case.named("everything").rendered();
    assertThat(Environment.of(rendered.workload("registry")))
        .containsEntry("GLIDE_QUOTA_DEFAULT", "1000000000000")
        .containsEntry("GLIDE_AUDIT_PUBLISH", "false");
  }

  @ParameterizedTest
  @CsvSource({"registry, registry", "relay, relay", "chunkStore, chunk-store"})
  void canAllBeGiven(String key, String component) throws IOException {
    Stream<Setting> settable = Environment.table(component).own().stream();
    // The chart tells registries what it tells relays.
    requireSchema(
        "/properties/" + key,
        component.equals("registry")
            ? settable.filter(each -> !each.name().equals("GLIDE_RELAY_BEAT"))
            : settable);
  }

  @Test
  void ofAllServicesCanAllBeGiven() throws IOException {
    requireSchema(
        "", CommonSettings.all().stream().filter(each -> !each.name().startsWith("GLIDE_KAFKA_")));
  }

  private static void requireSchema(String place, Stream<Setting> settings) throws IOException {
    JsonNode schema = Chart.schema();
    List<String> expected =
        settings
            .filter(each -> !each.secret() && !MADE_BY_THE_CHART.contains(each.name()))
            .map(Setting::name)
            .toList();
    assertThat(schema.at(place + "/properties/settings/properties").fieldNames())
        .toIterable()
        .as("properties of %s/properties/settings in values.schema.json", place)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Map<String, String> inAPod(Map<String, String> told, Path certificates) {
    Map<String, String> environment = new HashMap<>();
    told.forEach((name, value) -> {
      if (name.endsWith("_CA_FILE")) {
        environment.put(name, certificates.toString());
      } else if (name.endsWith(FILE)) {
        environment.put(name.substring(0, name.length() - FILE.length()), LONG_ENOUGH_FOR_A_TOKEN);
      } else if (!Environment.FOREIGN.contains(name)) {
        environment.put(
            name, value.replace("$(POD_IP)", value.contains("[") ? "fd00::7" : "10.0.0.7"));
      }
    });
    return environment;
  }

  private static Set<String> known(SettingsTable table) {
    return table.settings().stream()
        .flatMap(each ->
            each.secret() ? Stream.of(each.name(), each.name() + FILE) : Stream.of(each.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> ours(Set<String> names) {
    return names.stream().filter(name -> !Environment.FOREIGN.contains(name)).toList();
  }
}
