package dev.glide.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.runtime.trace.TraceCollector.Span;
import dev.glide.runtime.trace.Tracing.Kind;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.TraceParent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final TraceParent command = TraceParent.of(Correlation.fresh());

  @Test
  void keepsNoneWithoutACollector() {
    Tracing none = new Tracing(Optional.empty(), 1, "test", "one");
    assertThat(none.isOn()).isFalse();
    assertThat(none.begin(Kind.SERVER, "GET /", Optional.of(command))).isEmpty();
  }

  @Test
  void tellsTheCollectorWhatWasDoneForWhat() throws IOException {
    try (TraceCollector collector = TraceCollector.start()) {
      Tracing tracing = new Tracing(Optional.of(collector.url()), 1, "glide-test", "one");
      Work request = tracing.begin(Kind.SERVER, "GET /a", Optional.of(command)).orElseThrow();
      Work event =
          tracing.begin(Kind.PRODUCER, "send b", Optional.of(request.parent())).orElseThrow();
      event.about("key", "value");
      event.end();
      request.fail("told to");
      request.end();
      await().atMost(PATIENCE).until(() -> collector.spans(command.trace()).size() == 2);
      assertThat(request.parent().trace()).isEqualTo(command.trace());
      assertThat(collector.spans())
          .containsExactlyInAnyOrder(
              new Span(
                  "glide-test", "GET /a", command.trace(), request.parent().span(), command.span()),
              new Span(
                  "glide-test",
                  "send b",
                  command.trace(),
                  event.parent().span(),
                  request.parent().span()));
    }
  }

  @Test
  void tellsWhatIsLeftWhenItIsClosed() throws IOException {
    try (TraceCollector collector = TraceCollector.start()) {
      OtlpTraces traces = OtlpTraces.to(collector.url(), 1, "glide-test", "one");
      traces.begin(Kind.CONSUMER, "handle a", Optional.empty()).end();
      traces.close();
      assertThat(collector.spans()).hasSize(1);
      assertThat(collector.spans().getFirst().parent()).isEmpty();
    }
  }

  /** Which ones follows from their ids, so that all services agree. */
  @Test
  void keepsTheSameShareEverywhere() throws IOException {
    try (TraceCollector collector = TraceCollector.start()) {
      OtlpTraces one = OtlpTraces.to(collector.url(), 0.5, "one", "a");
      OtlpTraces other = OtlpTraces.to(collector.url(), 0.5, "other", "b");
      for (int i = 0; i < 200; i++) {
        Optional<TraceParent> from = Optional.of(TraceParent.of(Correlation.fresh()));
        one.begin(Kind.SERVER, "a", from).end();
        other.begin(Kind.SERVER, "a", from).end();
      }
      one.close();
      other.close();
      assertThat(traces(collector, "one"))
          .hasSizeBetween(40, 160)
          .containsExactlyInAnyOrderElementsOf(traces(collector, "other"));
    }
  }

  private static List<String> traces(TraceCollector collector, String service) {
    return collector.spans().stream()
        .filter(each -> each.service().equals(service))
        .map(Span::trace)
        .toList();
  }
}
