package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real sender and a real receiver, with a relay between them. */
class LiveRoundTripTest {
  private static final int BYTES = 60_000_000;

  @TempDir Path temp;

  @BeforeAll
  static void takeTime() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @Test
  void aFileGoesStraightToWhoeverIsThere(@TempDir Path homes) throws Exception {
    Path file = file();
    try (LiveStage stage = new LiveStage(homes);
        Person bob = stage.person("bob")) {
      LiveStage.Sending sending = stage.send(LiveStage.WAITS, SendOrder.Delivery.AUTO, file, bob);
      Receiver.Received received = receive(bob);
      assertThat(received.routes()).isEqualTo(Map.of(Progress.Route.RELAY, (long) BYTES));
      // The last chunks may be asked of both lanes.
      assertThat(received.againBytes()).isLessThan(BYTES);
      assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
      assertThat(stage.server.store.of(received.id())).isEmpty();
    }
    assertThat(temp.resolve("out/film")).hasSameBinaryContentAs(file);
  }

  @Test
  void aRelayThatBreaksIsOutlived(@TempDir Path homes) throws Exception {
    Path file = file();
    try (LiveStage stage = new LiveStage(homes);
        Person bob = stage.person("bob")) {
      LiveStage.Sending sending = stage.send(LiveStage.WAITS, SendOrder.Delivery.AUTO, file, bob);
      Thread breaking =
          Thread.ofPlatform()
              .start(() -> {
                await().until(() -> stage.relay.passed() > BYTES / 5);
                stage.relay.cut();
              });
      Receiver.Received received = receive(bob);
      breaking.join();
      assertThat(received.totalBytes()).isEqualTo(BYTES);
      assertThat(sending.sent().outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
    }
    assertThat(temp.resolve("out/film")).hasSameBinaryContentAs(file);
  }

  private Path file() throws Exception {
    byte[] bytes = new byte[BYTES];
    new Random(BYTES).nextBytes(bytes);
    return Files.write(temp.resolve("film"), bytes);
  }

  private Receiver.Received receive(Person bob) throws Exception {
    Inbox inbox = new Inbox(bob.member);
    await().until(() -> !inbox.all().isEmpty());
    return bob.receiveAsUsual(temp.resolve("out"));
  }
}
