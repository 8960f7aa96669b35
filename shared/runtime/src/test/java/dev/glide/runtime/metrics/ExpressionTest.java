package dev.glide.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.runtime.metrics.Expression.Selector;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  @Test
  void findsMetricsAmongAllElse() {
    Expression expression =
        Expression.of(
            """
            histogram_quantile(0.5, sum by (le, path) (rate(a_seconds_bucket[5m])))
              / on (job) group_left (x) (max(b:c{job=~".*glide.*", code!="e_f"} > 0) or vector(0))
            unless d_total offset 5m
            """);
    assertThat(expression.metrics()).containsExactly("a_seconds_bucket", "b:c", "d_total");
    assertThat(expression.groupings()).containsExactly("job", "le", "path", "x");
    assertThat(expression.selectors())
        .containsExactly(
            new Selector("b:c", "job", "=~", ".*glide.*"),
            new Selector("b:c", "code", "!=", "e_f"));
  }
}
