package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.runtime.process.LogLines;
import dev.glide.standalone.program.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One id leads through the logs of all services. */
class CorrelationIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void findsWhatOneSendHasCausedEverywhere() throws Exception {
    Map<String, String> settings = Map.of("GLIDE_LOG_LEVEL", "debug");
    try (Stack stack = Stack.of(folder.resolve("server"), settings, Optional.empty()).start()) {
      Person alice = Person.registered("alice", folder, stack);
      Person.registered("bob", folder, stack);
      Files.writeString(alice.folder().resolve("note"), "for bob");
      alice.run("send", "--park", "note", "@bob").orFail();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(stack.services().thatLogged("/about/correlation", correlation(stack)))
                  .containsExactly("chunk-store", "registry", "relay"));
    }
  }

  /** Of the request that completed the transfer, as the chunk store knows it. */
  private static String correlation(Stack stack) throws IOException {
    for (Replica each : stack.services().chunkStores()) {
      List<JsonNode> parked = LogLines.of(each.process().running().err()).saying("is parked");
      if (!parked.isEmpty()) {
        return parked.getFirst().at("/about/correlation").asText();
      }
    }
    return "nobody has said that it is parked";
  }
}
