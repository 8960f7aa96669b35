package dev.glide.apart;

import static dev.glide.standalone.program.Scene.awaitThat;

import dev.glide.standalone.program.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes come and go in the middle of many transfers as their operator wants: nobody notices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollingIT {
  /** Bytes a second of each person's line. */
  private static final long SLOWLY = 1 << 20;

  private static final Crowd.Size FIFTY = new Crowd.Size(24, 13, 13, 5L << 20);
  private static final Crowd.Size SOME = new Crowd.Size(10, 3, 3, 8L << 20);
  private static final int MORE = 8;

  @TempDir static Path folder;

  private Stack stack;
  private Scene scene;

  @BeforeAll
  void open() throws Exception {
    // Who would only wait for sessions to end would be seen to wait.
    Map<String, String> patient = Map.of("GLIDE_RELAY_DRAIN", "60s");
    stack = Stack.of(folder.resolve("server"), patient, Optional.empty()).start();
    scene = new Scene(stack, folder);
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    stack.close();
  }

  @Test
  void everyServiceIsRestartedOneAfterTheOther() throws Exception {
    stack.start();
    Services services = stack.services();
    new Ordeal(stack, Crowd.of(scene, FIFTY))
        .suffer(
            "rolling restart",
            SLOWLY,
            () -> {
              for (Replica each : services.all().toList()) {
                stop(each);
                each.process().start();
              }
            });
  }

  private void stop(Replica replica) throws Exception {
    if (stack.services().relays().contains(replica)) {
      replica.handOver();
    } else {
      replica.process().stop();
    }
  }

  @Test
  void relaysAreAddedAndTakenAway() throws Exception {
    Replica first = stack.services().relays().getFirst();
    List<Replica> added = stack.services().relays().subList(1, 3);
    for (Replica each : added) {
      each.process().stop();
    }
    stack.startBut(added);
    Books books = new Books(stack);
    Crowd crowd = Crowd.of(scene, SOME);
    new Ordeal(stack, crowd)
        .live(
            "from one relay to three and back",
            SLOWLY,
            round -> {
              for (Replica each : added) {
                each.process().start();
              }
              crowd.sendLive(round, MORE);
              for (Replica each : added) {
                awaitThat(() -> books.sessionsOn(each) > 0);
              }
              first.handOver();
              added.getFirst().handOver();
            });
  }
}
