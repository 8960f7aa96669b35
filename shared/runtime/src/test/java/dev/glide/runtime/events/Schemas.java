package dev.glide.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The schemas that are published in {@code docs/events}. */
final class Schemas {
  static final Path FOLDER = Path.of("../../docs/events");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Schemas() {}

  static String file(Topic topic) {
    return topic.name().toLowerCase(Locale.ROOT) + ".schema.json";
  }

  static JsonNode text(Topic topic) {
    try {
      return JSON.readTree(FOLDER.resolve(file(topic)).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> required(Topic topic) {
    return strings(text(topic).get("required"));
  }

  static List<String> strings(JsonNode list) {
    List<String> all = new ArrayList<>();
    list.forEach(each -> all.add(each.asText()));
    return all;
  }

  static JsonSchema of(Topic topic) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            text(topic), SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }
}
