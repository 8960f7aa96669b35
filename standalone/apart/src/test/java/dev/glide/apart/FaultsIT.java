package dev.glide.apart;

import static org.awaitility.Awaitility.await;

import dev.glide.standalone.program.Scene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any part may fail in the middle of many transfers: none is lost, none needs a person, every byte
 * is right, and the books balance. {@code glide.faults.seed} repeats who is killed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
  private static final long SEED = Long.getLong("glide.faults.seed", System.nanoTime());
  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("glide.faults.outage-seconds", 60));

  /** Bytes a second of each person's line. */
  private static final long SLOWLY = 6 << 20;

  /** For what takes its time. */
  private static final long VERY_SLOWLY = 1 << 20;

  @TempDir static Path folder;

  private final Random random = new Random(SEED);
  private Stack stack;
  private Scene scene;
  private Crowd crowd;

  @BeforeAll
  void open() throws Exception {
    System.out.println("glide.faults.seed=" + SEED);
    stack = Stack.of(folder.resolve("server")).start();
    scene = new Scene(stack, folder);
    crowd = Crowd.of(scene, Crowd.Size.USUAL);
  }

  @BeforeEach
  void mend() throws Exception {
    stack.start();
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    stack.close();
  }

  @Test
  void aRegistryIsKilled() throws Exception {
    suffers("registry killed", SLOWLY, () -> kill(stack.services().registries()));
  }

  @Test
  void aRelayIsKilled() throws Exception {
    suffers("relay killed", SLOWLY, () -> kill(stack.services().relays()));
  }

  @Test
  void aChunkStoreIsKilled() throws Exception {
    suffers("chunk store killed", SLOWLY, () -> kill(stack.services().chunkStores()));
  }

  private void kill(List<Replica> replicas) {
    replicas.get(random.nextInt(replicas.size())).process().kill();
  }

  @Test
  void postgresIsRestarted() throws Exception {
    suffers(
        "PostgreSQL restarted",
        SLOWLY,
        () -> {
          stack.ground().postgres().stop();
          stack.ground().postgres().start();
        });
  }

  @Test
  void kafkaIsAway() throws Exception {
    suffers(
        "Kafka away",
        VERY_SLOWLY,
        () -> {
          stack.ground().kafka().kill();
          outage();
          stack.ground().kafka().start();
        });
  }

  @Test
  void objectsAreAway() throws Exception {
    suffers(
        "S3 away",
        SLOWLY,
        () -> {
          stack.ground().objects().process().kill();
          outage();
          stack.ground().objects().process().start();
        });
  }

  @Test
  void theGatewayIsRestarted() throws Exception {
    suffers(
        "gateway restarted",
        SLOWLY,
        () -> {
          stack.gateway().process().stop();
          stack.gateway().process().start();
        });
  }

  private static void outage() {
    await().pollDelay(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> true);
  }

  private void suffers(String fault, long bytesPerSecond, Ordeal.Fault happening) throws Exception {
    new Ordeal(stack, crowd).suffer(fault, bytesPerSecond, happening);
  }
}
