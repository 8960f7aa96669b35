package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values are commented, in the table of the README, and in the schema. */
class ValuesDocumentTest {
  private static final Path README = Chart.FOLDER.resolve("README.md");
  private static final String HEAD = "| Value | Default | Meaning |";

  @Test
  void eachIsExplained() throws IOException {
    assertThat(lines()).hasSizeGreaterThan(100).allMatch(line -> !line.meaning().isEmpty());
  }

  @Test
  void theTableOfTheReadmeIsThis() throws IOException {
    List<String> table =
        Stream.concat(
                Stream.of(HEAD, "| --- | --- | --- |"),
                lines().stream().map(ValuesDocument.Line::row))
            .toList();
    if (Snapshots.renew()) {
      Files.write(README, with(table, Files.readAllLines(README)));
    }
    assertThat(
            Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .takeWhile(line -> line.startsWith("|")))
        .as("the table in %s; to write it anew: %s", README, Snapshots.HOW_TO_RENEW)
        .containsExactlyElementsOf(table);
  }

  /** An object without a list of its own keys would take any. */
  @Test
  void theSchemaIsStrict() throws IOException {
    JsonNode schema = Chart.schema();
    for (ValuesDocument.Line line : lines()) {
      assertThat(place(schema, line.key()).isMissingNode()).as(line.key()).isFalse();
    }
    List<String> open = new ArrayList<>();
    collectOpen(schema, "", open);
    assertThat(open)
        .as("objects that take anything: what Kubernetes and operators define")
        .containsExactlyInAnyOrder(
            "/properties/global",
            "/properties/cloudnativepg/properties/spec",
            "/properties/strimzi/properties/spec",
            "/$defs/affinity/properties/nodeAffinity",
            "/$defs/affinity/properties/podAffinity",
            "/$defs/affinity/properties/podAntiAffinity",
            "/$defs/peers/items/properties/podSelector",
            "/$defs/peers/items/properties/namespaceSelector");
  }

  private static JsonNode place(JsonNode schema, String key) {
    JsonNode node = schema;
    for (String part : key.split("\\.", -1)) {
      node = resolved(schema, node).path("properties").path(part);
    }
    return node;
  }

  private static JsonNode resolved(JsonNode schema, JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : schema.at(reference.substring(1));
  }

  private static void collectOpen(JsonNode node, String path, List<String> open) {
    if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
      open.add(path);
    }
    node.properties()
        .forEach(each -> {
          if (each.getValue().isContainerNode()) {
            collectOpen(each.getValue(), path + "/" + each.getKey(), open);
          }
        });
  }

  private static List<ValuesDocument.Line> lines() throws IOException {
    return ValuesDocument.lines(Files.readAllLines(Chart.FOLDER.resolve("values.yaml")));
  }

  private static List<String> with(List<String> table, List<String> text) {
    List<String> after =
        text.stream()
            .dropWhile(line -> !line.equals(HEAD))
            .dropWhile(line -> line.startsWith("|"))
            .toList();
    return Stream.of(
            text.stream().takeWhile(line -> !line.equals(HEAD)), table.stream(), after.stream())
        .flatMap(each -> each)
        .toList();
  }
}
