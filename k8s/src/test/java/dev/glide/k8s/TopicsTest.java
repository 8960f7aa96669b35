package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The topics that Strimzi is asked for are those of the manual, which is held against the code. */
class TopicsTest {
  private static final Pattern LINE = Pattern.compile("(?m)^topic (\\S+)((?: --config \\S+)+)$");
  private static final Pattern CONFIG = Pattern.compile("--config ([^=\\s]+)=(\\S+)");

  @Test
  void areThoseOfTheManual() throws IOException {
    String manual = Files.readString(Chart.REPOSITORY.resolve("docs/operations.md"));
    Map<String, Map<String, String>> expected =
        LINE.matcher(manual)
            .results()
            .collect(
                Collectors.toMap(line -> "our." + line.group(1), line -> config(line.group(2))));
    List<JsonNode> topics = Case.named("operators").rendered().documents("KafkaTopic").toList();
    Map<String, Map<String, String>> asked = new TreeMap<>();
    topics.forEach(topic -> {
      Map<String, String> config = new TreeMap<>();
      topic
          .at("/spec/config")
          .properties()
          .forEach(each -> config.put(each.getKey(), each.getValue().asText()));
      asked.put(topic.at("/spec/topicName").asText(), config);
    });
    assertThat(expected).hasSizeGreaterThan(10);
    assertThat(asked).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static Map<String, String> config(String options) {
    return CONFIG
        .matcher(options)
        .results()
        .collect(
            Collectors.toMap((MatchResult option) -> option.group(1), option -> option.group(2)));
  }
}
