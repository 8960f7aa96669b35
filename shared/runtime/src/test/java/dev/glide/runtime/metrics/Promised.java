package dev.glide.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.metrics.Expression.Selector;
import dev.glide.runtime.metrics.MetricsDocument.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds expressions against the table of metrics: they ask for nothing that nobody exposes. */
final class Promised {
  /** What Prometheus adds to each. */
  private static final Set<String> TARGET = Set.of("job", "instance");

  private static final Set<String> PROMETHEUS_OWN = Set.of("up", "ALERTS");

  private final List<Row> rows;

  Promised() throws IOException {
    rows = MetricsDocument.rows();
  }

  void require(String text) {
    Expression expression = Expression.of(text);
    assertThat(expression.metrics()).as("metrics of %s", text).isNotEmpty();
    for (String metric : expression.metrics()) {
      assertThat(PROMETHEUS_OWN.contains(metric) || MetricsDocument.row(rows, metric).isPresent())
          .as("docs/metrics.md has %s, which %s asks for", metric, text)
          .isTrue();
    }
    expression.selectors().forEach(each -> requireSelector(each, text));
    for (String label : expression.groupings()) {
      boolean known =
          TARGET.contains(label)
              || label.equals("le")
              || expression.metrics().stream()
                  .flatMap(metric -> MetricsDocument.row(rows, metric).stream())
                  .anyMatch(row -> row.labels().containsKey(label));
      assertThat(known).as("a metric of %s has the label %s", text, label).isTrue();
    }
  }

  private void requireSelector(Selector selector, String text) {
    Optional<Row> row = MetricsDocument.row(rows, selector.metric());
    if (TARGET.contains(selector.label()) || row.isEmpty()) {
      return;
    }
    Set<String> values = row.get().labels().get(selector.label());
    assertThat(values).as("label %s in %s", selector.label(), text).isNotNull();
    if (values != null && !values.isEmpty()) {
      Pattern wanted =
          selector.operator().endsWith("~")
              ? Pattern.compile(selector.value())
              : Pattern.compile(selector.value(), Pattern.LITERAL);
      assertThat(values.stream().anyMatch(wanted.asMatchPredicate()))
          .as("a value of %s in %s", selector.label(), text)
          .isTrue();
    }
  }
}
