package dev.glide.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.ChunkEvent;
import dev.glide.shared.event.OrderEvent;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import dev.glide.shared.event.TransferEvent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published of the events is what the code does. */
class SchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UUID ID = new UUID(1, 2);
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.5Z");

  static Stream<Object> events() {
    List<Object> all = new ArrayList<>();
    for (TransferEvent.Kind kind : TransferEvent.Kind.values()) {
      all.add(new TransferEvent(ID, NOW, kind, ID, ID, List.of(ID), LocalDate.EPOCH, "send-0001"));
    }
    for (AuditEvent.Action action : AuditEvent.Action.values()) {
      all.add(
          new AuditEvent(
              ID, NOW, action, ID, ID, ID, ID, "192.0.2.1", "done", "send-0001", true, "5"));
    }
    all.add(new ChunkEvent(ID, NOW, ID, 0, null));
    all.add(new RelayEvent(ID, NOW, "r", "http://r:1", "https://r.example.org", 0, 1, true));
    for (OrderEvent.Kind kind : OrderEvent.Kind.values()) {
      boolean ofRelay = kind == OrderEvent.Kind.DRAIN || kind == OrderEvent.Kind.UNDRAIN;
      all.add(
          new OrderEvent(ID, NOW, kind, ofRelay ? "r" : null, ofRelay ? null : ID, "admin-0001"));
    }
    all.add(new PresenceEvent(ID, NOW, "r", ID, ID, 1L << 40, false));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void fitWhatIsWritten(Object event) throws IOException {
    Envelope envelope = Envelope.of(event);

    assertThat(Schemas.of(envelope.topic()).validate(JSON.readTree(EventJson.write(event))))
        .isEmpty();
    assertThat(envelope.topic().types()).contains(envelope.type());
  }

  @Test
  void fitTheSamples() {
    for (Sample sample : Sample.ofVersion(1)) {
      assertThat(Schemas.of(sample.ofTopic()).validate(sample.data())).as(sample.name()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nameEachFieldOfTheRecord(Topic topic) {
    JsonNode schema = Schemas.text(topic);
    List<RecordComponent> parts = List.of(topic.event().getRecordComponents());

    assertThat(schema.get("$id").asText()).isEqualTo(topic.schema());
    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(parts.stream().map(RecordComponent::getName).toList());
    assertThat(Schemas.required(topic))
        .containsExactlyElementsOf(
            parts.stream()
                .filter(part -> !part.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList());
    for (RecordComponent part : parts) {
      if (part.getType().isEnum()) {
        assertThat(Schemas.strings(schema.get("properties").get(part.getName()).get("enum")))
            .containsExactlyElementsOf(
                Arrays.stream(part.getType().getEnumConstants()).map(Object::toString).toList());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void areNamedByTheAsyncApiDocument(Topic topic) throws IOException {
    JsonNode document =
        new ObjectMapper(new YAMLFactory())
            .readTree(Schemas.FOLDER.resolve("asyncapi.yaml").toFile());
    String name = Schemas.file(topic).replace(".schema.json", "");
    JsonNode channel = document.get("channels").get(name);
    JsonNode message = document.get("components").get("messages").get(name);
    JsonNode kafka = channel.get("bindings").get("kafka");

    assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(document.get("channels")).hasSameSizeAs(Topic.values());
    assertThat(channel.get("address").asText()).isEqualTo(topic.topic());
    assertThat(kafka.get("topic").asText()).isEqualTo(topic.topic());
    assertThat(kafka.get("topicConfiguration").get("retention.ms").asLong())
        .isEqualTo(topic.retention().toMillis());
    assertThat(Schemas.strings(kafka.get("topicConfiguration").get("cleanup.policy")))
        .isEqualTo(
            switch (topic.keeping()) {
              case ALL -> List.of("delete");
              case NEWEST -> List.of("compact", "delete");
            });
    JsonNode headers = message.get("headers").get("allOf").get(1).get("properties");
    assertThat(Schemas.strings(headers.get("ce_type").get("enum")))
        .containsExactlyInAnyOrderElementsOf(topic.types());
    assertThat(headers.get("ce_dataschema").get("const").asText()).isEqualTo(topic.schema());
    assertThat(message.get("payload").get("$ref").asText()).isEqualTo("./" + Schemas.file(topic));
  }

  /** Where services may not make topics, an operator copies these lines. */
  @Test
  void areMadeByTheCommandsInTheManual() throws IOException {
    String manual = Files.readString(Schemas.FOLDER.resolve("../operations.md"));

    for (var topic : new TopicPlan(Optional.empty(), 6, (short) 1).topics()) {
      String settings =
          topic.configs().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(each -> " --config %s=%s".formatted(each.getKey(), each.getValue()))
              .collect(Collectors.joining());
      assertThat(manual).contains("topic %s%s\n".formatted(topic.name(), settings));
    }
  }
}
