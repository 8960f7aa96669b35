package dev.glide.runtime.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A log whose every line is a JSON object. */
public record LogLines(List<JsonNode> lines) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a log; a last line that is still being written is left out.
   *
   * @throws IllegalArgumentException if a line is anything else
   */
  public static LogLines of(String log) {
    String whole = log.substring(0, log.lastIndexOf('\n') + 1);
    return new LogLines(whole.lines().map(LogLines::read).toList());
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a line of JSON: " + line, e);
    }
  }

  /** Those with this in their message. */
  public List<JsonNode> saying(String part) {
    return lines.stream().filter(line -> line.path("message").asText().contains(part)).toList();
  }
}
