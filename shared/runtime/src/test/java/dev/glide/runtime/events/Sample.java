package dev.glide.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** An event as a version of Glide has written it, kept as a file. */
record Sample(String name, String topic, String key, JsonNode headers, JsonNode data) {
  private static final Path FOLDER = Path.of("src/test/resources/events");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All of one version. */
  static List<Sample> ofVersion(int version) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(String.valueOf(version)))) {
      return files.sorted().map(Sample::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample read(Path file) {
    try {
      JsonNode all = JSON.readTree(file.toFile());
      return new Sample(
          file.getFileName().toString(),
          all.get("topic").asText(),
          all.get("key").asText(),
          all.get("headers"),
          all.get("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Topic ofTopic() {
    return Arrays.stream(Topic.values())
        .filter(each -> each.topic().equals(topic))
        .findAny()
        .orElseThrow();
  }

  Object event() throws UnreadableEvent {
    return read(data);
  }

  /** The event, if its data were this. */
  Object read(JsonNode other) throws UnreadableEvent {
    return EventJson.read(other.toString().getBytes(StandardCharsets.UTF_8), ofTopic().event());
  }

  @Override
  public String toString() {
    return name;
  }
}
