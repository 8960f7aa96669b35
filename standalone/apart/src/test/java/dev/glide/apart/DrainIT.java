package dev.glide.apart;

import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.standalone.program.Scene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A relay with as many sessions as it may have goes, and hands them all over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainIT {
  private static final int SESSIONS = 1_000;

  /** As often as a client asks where its session is, whatever it hears. */
  private static final Duration LOOK = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private Stack stack;
  private Scene scene;

  @BeforeAll
  void open() throws Exception {
    Map<String, String> settings =
        Map.of("GLIDE_RELAY_MAX_SESSIONS_PER_USER", "1000", "GLIDE_RELAY_DRAIN", "100s");
    stack = Stack.withOpenRelays(folder.resolve("server"), settings);
    stack.startBut(others());
    scene = new Scene(stack, folder);
  }

  private Replica first() {
    return stack.services().relays().getFirst();
  }

  private List<Replica> others() {
    return stack.services().relays().subList(1, 3);
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    stack.close();
  }

  @Test
  void movesAThousandSessions() throws Exception {
    Acquaintances people = Acquaintances.of(scene.peer("alice"), scene.peer("bob"));
    try (Meetings meetings = Meetings.open(people, SESSIONS)) {
      assertThat(meetings.at(first())).isEqualTo(SESSIONS);
      stack.start();
      for (Replica each : stack.services().registries()) {
        awaitThat(() -> new Overview(each).relays() == 3);
      }
      meetings.listenAt(others().getFirst());

      long begin = System.nanoTime();
      first().process().terminate();
      await()
          .atMost(PATIENCE)
          .pollDelay(LOOK)
          .pollInterval(LOOK)
          .until(() -> {
            meetings.lookAfterThoseAt(first());
            return meetings.at(first()) == 0;
          });
      first().handOver();
      System.out.printf(
          "relay with %d sessions told to stop: all had moved after %.1f s, it had ended after"
              + " %.1f s%n",
          SESSIONS, (meetings.arrivedNanos() - begin) / 1e9, (System.nanoTime() - begin) / 1e9);

      assertThat(meetings.at(others().getFirst()) + meetings.at(others().getLast()))
          .isEqualTo(SESSIONS);
    }
  }
}
