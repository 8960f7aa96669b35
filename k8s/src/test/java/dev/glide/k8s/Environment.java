package dev.glide.k8s;

import dev.glide.chunks.application.ChunkStoreSettings;
import dev.glide.registry.application.RegistrySettings;
import dev.glide.relay.application.RelaySettings;
import dev.glide.runtime.settings.SettingsTable;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a service's container is told by its environment. */
final class Environment {
  /** Not ours: the address of the pod for another variable, and Java's own. */
  static final List<String> FOREIGN = List.of("POD_IP", "JAVA_TOOL_OPTIONS");

  private static final Map<String, SettingsTable> TABLES =
      Map.of(
          "registry", RegistrySettings.TABLE,
          "relay", RelaySettings.TABLE,
          "chunk-store", ChunkStoreSettings.TABLE);

  private Environment() {}

  static SettingsTable table(String component) {
    return Objects.requireNonNull(TABLES.get(component));
  }

  /** Every variable, those of ConfigMaps first; one from elsewhere in the pod as text. */
  static Map<String, String> of(Workload workload) {
    Map<String, String> all = new LinkedHashMap<>();
    workload
        .container()
        .getEnvFrom()
        .forEach(from ->
            all.putAll(
                workload
                    .within()
                    .get(ConfigMap.class, from.getConfigMapRef().getName())
                    .getData()));
    workload
        .container()
        .getEnv()
        .forEach(each ->
            all.put(each.getName(), each.getValue() == null ? "elsewhere" : each.getValue()));
    return all;
  }

  /** How long a service may take to stop after it has been told to, as it has been told. */
  static long stopSeconds(Workload workload) {
    Map<String, String> told = of(workload);
    return Stream.of("GLIDE_STOP_DELAY", "GLIDE_STOP_WITHIN", "GLIDE_RELAY_DRAIN")
        .map(name -> told.getOrDefault(name, "0s"))
        .mapToLong(text -> Long.parseLong(text.replace("s", "")))
        .sum();
  }

  /** Names that are given twice in one list. */
  static List<String> names(Workload workload) {
    return workload.container().getEnv().stream().map(EnvVar::getName).toList();
  }
}
