package dev.glide.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.shared.event.TransferEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A broker that wants to know who comes; nobody else may make topics there or write. */
@QuarkusTest
@QuarkusTestResource(
    value = KafkaResource.class,
    initArgs = @ResourceArg(name = KafkaResource.SIGN_IN, value = "true"),
    restrictToAnnotatedClass = true)
class SignInIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Village village;

  @Test
  void makesTopicsAndSends() {
    TransferEvent event =
        new TransferEvent(
            UUID.randomUUID(),
            Instant.now(),
            TransferEvent.Kind.OFFERED,
            new UUID(0, 7),
            new UUID(0, 1),
            List.of(),
            LocalDate.EPOCH,
            null);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(village.say(event)).succeedsWithin(PATIENCE));
  }
}
