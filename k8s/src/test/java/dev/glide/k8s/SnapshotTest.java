package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of the chart does to the two sizes that come with it can be read in its diff. */
class SnapshotTest {
  private static final String SEPARATOR = "---\n";

  /** Files of the chart as they are: their changes can be read there. */
  private static final Pattern OF_FILES =
      Pattern.compile("# Source: glide/templates/monitoring/(dashboard|prometheusrule)\\.yaml\n");

  @ParameterizedTest
  @ValueSource(strings = {"small", "large"})
  void rendersTheSameAsBefore(String size) throws IOException {
    Path file = Chart.RESOURCES.resolve("snapshots/%s.yaml".formatted(size));
    List<String> now = lines(Chart.text(Case.of(size).values())).toList();
    if (Snapshots.renew()) {
      Files.write(file, now);
    }
    assertThat(now)
        .as("as in %s; if this is what was meant: %s", file, Snapshots.HOW_TO_RENEW)
        .isEqualTo(Files.readAllLines(file));
  }

  private static Stream<String> lines(String text) {
    return Arrays.stream(text.split("(?m)^" + SEPARATOR))
        .filter(document -> !OF_FILES.matcher(document).find())
        .collect(Collectors.joining(SEPARATOR))
        .lines()
        .map(String::stripTrailing);
  }
}
