package dev.glide.standalone.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code --json} prints: one object a line. */
public final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Events() {}

  /** All in a process's output, but for a line that is not whole yet. */
  static List<JsonNode> in(String output) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    int from = 0;
    for (int end = output.indexOf('\n'); end >= 0; end = output.indexOf('\n', from)) {
      events.add(JSON.readTree(output.substring(from, end)));
      from = end + 1;
    }
    return events;
  }

  static Optional<JsonNode> last(String output, String kind) throws IOException {
    return in(output).stream()
        .filter(each -> each.path("event").asText().equals(kind))
        .reduce((_, later) -> later);
  }

  static JsonNode parse(String text) throws IOException {
    return JSON.readTree(text);
  }
}
