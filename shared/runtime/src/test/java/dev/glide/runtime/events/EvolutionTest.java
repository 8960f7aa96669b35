package dev.glide.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was written by versions that may still run beside this one can be read, and what is written
 * now is what they can read. The files of a version stay as they are once it has been given out.
 */
class EvolutionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Sample> samples() {
    return Sample.ofVersion(1);
  }

  @Test
  void thereIsASampleForEachTopic() {
    assertThat(samples().stream().map(Sample::ofTopic).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Topic.values());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatWasWritten(Sample sample) throws Exception {
    Object event = sample.event();

    assertThat(JSON.readTree(EventJson.write(event))).isEqualTo(sample.data());
    assertThat(sample.ofTopic().types()).contains(sample.headers().get("ce_type").asText());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesTheEnvelopeThatWasWritten(Sample sample) throws Exception {
    Envelope envelope = Envelope.of(sample.event());

    assertThat(envelope.topic()).isEqualTo(sample.ofTopic());
    assertThat(envelope.key()).isEqualTo(sample.key());
    ObjectNode headers = JSON.createObjectNode();
    Arrays.stream(envelope.headers("/glide/test/1", Optional.empty()).toArray())
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    assertThat(headers).isEqualTo(sample.headers());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesTheTraceWhereThereIsOne(Sample sample) throws Exception {
    TraceParent trace = TraceParent.of(Correlation.fresh());
    Headers headers = Envelope.of(sample.event()).headers("/glide/test/1", Optional.of(trace));
    assertThat(Envelope.read(headers, "ce_traceparent")).contains(trace.text());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void takesFieldsOfVersionsToCome(Sample sample) throws Exception {
    ObjectNode later = sample.data().deepCopy();
    later.put("fromTomorrow", true);
    later.putObject("more").putArray("of").add(1);

    assertThat(sample.read(later)).isEqualTo(sample.event());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void takesNothingInWhichAFieldIsMissing(Sample sample) {
    List<String> needed = Schemas.required(sample.ofTopic());
    for (String field : needed) {
      ObjectNode less = sample.data().deepCopy();
      less.remove(field);
      assertThatThrownBy(() -> sample.read(less))
          .as("%s without %s", sample, field)
          .isInstanceOf(UnreadableEvent.class);
    }
    assertThat(needed).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "{}", "{\"id\":7}", "\"text\"", "{\"id\":", "\0"})
  void takesNothingElse(String data) {
    for (Topic topic : Topic.values()) {
      assertThatThrownBy(() -> EventJson.read(data.getBytes(StandardCharsets.UTF_8), topic.event()))
          .isInstanceOf(UnreadableEvent.class);
    }
  }

  @Test
  void refusesToSendWhatIsNoEvent() {
    JsonNode none = JSON.createObjectNode();
    assertThatThrownBy(() -> Envelope.of(none)).isInstanceOf(IllegalArgumentException.class);
  }
}
