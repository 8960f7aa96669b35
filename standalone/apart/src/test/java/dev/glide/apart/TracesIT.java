package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.runtime.trace.TraceCollector;
import dev.glide.runtime.trace.TraceCollector.Span;
import dev.glide.standalone.program.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace leads from a command through all services to those who hear of what it did. */
class TracesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String REGISTRY = "glide-registry";
  private static final String RELAY = "glide-relay";
  private static final String CHUNK_STORE = "glide-chunk-store";
  private static final String OFFER = "PUT /api/v1/transfers/{}";
  private static final String COMPLETE = "POST /chunks/v1/{}/complete";

  @TempDir Path folder;

  @Test
  void leadsFromTheCommandToWhoHearsOfIt() throws Exception {
    try (TraceCollector collector = TraceCollector.start();
        Stack stack =
            Stack.of(
                    folder.resolve("server"),
                    Map.of("GLIDE_TRACES_ENDPOINT", collector.url(), "GLIDE_LOG_LEVEL", "debug"),
                    Optional.empty())
                .start()) {
      Person alice = Person.registered("alice", folder, stack);
      Person.registered("bob", folder, stack);
      Files.writeString(alice.folder().resolve("note"), "for bob");
      alice.run("send", "--park", "note", "@bob").orFail();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            List<Span> command = collector.spans(trace(collector));
            requireWay(command, OFFER, REGISTRY, "glide.transfer.v1", RELAY);
            requireWay(command, OFFER, REGISTRY, "glide.transfer.v1", CHUNK_STORE);
            requireWay(command, COMPLETE, CHUNK_STORE, "glide.chunk.v1", REGISTRY);
            assertThat(stack.services().thatLogged("/about/trace", trace(collector)))
                .containsExactly("chunk-store", "registry", "relay");
          });
    }
  }

  /** The trace of the one command that has offered anything. */
  private static String trace(TraceCollector collector) {
    return collector.spans().stream()
        .filter(each -> each.name().equals(OFFER))
        .map(Span::trace)
        .findFirst()
        .orElse("nobody has offered anything");
  }

  /** From a request to the event that it causes, and on to who handles the event. */
  private static void requireWay(
      List<Span> spans, String request, String by, String topic, String hearer) {
    assertThat(spans)
        .anySatisfy(handled -> {
          assertThat(handled.service()).isEqualTo(hearer);
          assertThat(handled.name()).isEqualTo("handle " + topic);
          Span sent = parent(spans, handled);
          assertThat(sent.service()).isEqualTo(by);
          assertThat(sent.name()).isEqualTo("send " + topic);
          assertThat(parent(spans, sent).name()).isEqualTo(request);
        });
  }

  private static Span parent(List<Span> spans, Span child) {
    return spans.stream()
        .filter(each -> each.span().equals(child.parent()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is known of what caused " + child));
  }
}
