package dev.glide.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.metrics.Exposition.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table in {@code docs/metrics.md}: it says what the services expose. */
public final class MetricsDocument {
  /** Ours: all of them are in the table. Of those of libraries only some are worth a line. */
  private static final String OWN = "glide_";

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z0-9_]+)` \\| (\\w+) \\| (.*?) \\| (.*?) \\| (.+) \\|");
  private static final Pattern PART = Pattern.compile("(.+)_(bucket|count|sum|max)");

  private MetricsDocument() {}

  /**
   * A line of the table.
   *
   * @param labels with the values that each can have; none, if that is said in words
   */
  public record Row(
      String name, String type, Map<String, Set<String>> labels, Set<String> services) {
    boolean isOf(String service) {
      return services.contains("all") || services.contains(service);
    }

    boolean isMadeOfParts() {
      return type.equals("histogram") || type.equals("summary");
    }
  }

  /** The lines of the table. */
  public static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(repository().resolve("docs/metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(
            new Row(
                row.group(1),
                row.group(2),
                labels(row.group(3)),
                Set.of(row.group(4).split(", "))));
      }
    }
    return rows;
  }

  /** The line that tells of a metric, or of one whose part it is. */
  public static Optional<Row> row(List<Row> rows, String name) {
    Optional<Row> itself = rows.stream().filter(row -> row.name().equals(name)).findAny();
    Matcher part = PART.matcher(name);
    return itself.isPresent() || !part.matches()
        ? itself
        : rows.stream()
            .filter(row -> row.isMadeOfParts() && row.name().equals(part.group(1)))
            .findAny();
  }

  /**
   * Fails unless a service exposes what the table says of it, and nothing of ours besides.
   *
   * @param service as the table calls it
   * @param metrics what it answers at {@code /metrics}
   */
  public static void require(String service, String metrics) throws IOException {
    List<Row> rows = rows().stream().filter(row -> row.isOf(service)).toList();
    assertThat(rows).isNotEmpty();
    Exposition exposition = Exposition.of(metrics);
    assertThat(exposition.types())
        .as("metrics of %s that docs/metrics.md names, with their types", service)
        .containsAllEntriesOf(rows.stream().collect(Collectors.toMap(Row::name, Row::type)));
    for (String name : exposition.types().keySet()) {
      assertThat(!name.startsWith(OWN) || row(rows, name).isPresent())
          .as("docs/metrics.md has %s among those of the %s", name, service)
          .isTrue();
    }
    for (Sample sample : exposition.samples()) {
      row(rows, sample.name()).ifPresent(row -> requireLabels(row, sample));
    }
  }

  private static void requireLabels(Row row, Sample sample) {
    Set<String> names = new TreeSet<>(sample.labels().keySet());
    if (row.isMadeOfParts()) {
      names.remove("le");
    }
    assertThat(names).as("labels of %s", sample).isEqualTo(new TreeSet<>(row.labels().keySet()));
    row.labels()
        .forEach((label, values) -> {
          if (!values.isEmpty()) {
            assertThat(values)
                .as("values of %s in %s", label, sample)
                .contains(sample.labels().get(label));
          }
        });
  }

  /** Such as {@code `kind`: chunks, session; `code`: *of a refusal*}. */
  private static Map<String, Set<String>> labels(String cell) {
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    Arrays.stream(cell.split("; "))
        .filter(each -> !each.isBlank())
        .forEach(each -> {
          int colon = each.indexOf(": ");
          labels.put(each.substring(0, colon).replace("`", ""), values(each.substring(colon + 2)));
        });
    return labels;
  }

  private static Set<String> values(String text) {
    return text.startsWith("*")
        ? Set.of()
        : Arrays.stream(text.split(", ")).collect(Collectors.toUnmodifiableSet());
  }

  /** Where the repository is that the test runs in. */
  public static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "tests run inside the repository");
    }
    return folder;
  }
}
