package dev.glide.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Secrets that a case's values say are there already. */
final class ExistingSecrets {
  private ExistingSecrets() {}

  /** Name and key, with a space between. */
  static Set<String> of(Case each) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    Stream.concat(Stream.of(Chart.FOLDER.resolve("values.yaml")), each.values().files().stream())
        .forEach(file -> merge(values, read(file)));
    return Stream.of(
            key(values, "/database", "/existingSecretKey"),
            key(values, "/database/ca", "/key"),
            key(values, "/kafka/sasl", "/existingSecretKey"),
            key(values, "/kafka/ca", "/key"),
            key(values, "/storage", "/existingSecretAccessKey"),
            key(values, "/storage", "/existingSecretSecretKey"),
            key(values, "/storage/ca", "/key"),
            key(values, "/admin", "/existingSecretKey"),
            values.at("/gateway/tls/existingSecret").asText() + " tls.crt",
            values.at("/gateway/tls/existingSecret").asText() + " tls.key")
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String key(JsonNode values, String place, String key) {
    JsonNode part = values.at(place);
    return part.path("existingSecret").asText() + " " + part.at(key).asText();
  }

  private static JsonNode read(Path file) {
    try {
      return StrictReader.documents(Files.readString(file)).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void merge(ObjectNode all, JsonNode more) {
    more.properties()
        .forEach(each -> {
          if (all.get(each.getKey()) instanceof ObjectNode there && each.getValue().isObject()) {
            merge(there, each.getValue());
          } else {
            all.set(each.getKey(), each.getValue());
          }
        });
  }
}
