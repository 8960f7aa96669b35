package dev.glide.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.registry.outbox.Outbox;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@RegistryTest
class OutboxIT {
  @Inject OtherServices others;
  @Inject Jdbi jdbi;
  @Inject Outbox outbox;

  private void outboxIsEmpty() {
    await().untilAsserted(() -> assertThat(waiting()).isZero());
  }

  private long waiting() {
    return jdbi.withHandle(
        db -> db.createQuery("SELECT count(*) FROM outbox").mapTo(Long.class).one());
  }

  @Test
  void saysItAgainUntilItIsHeard() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    others.failNext(3);
    UUID id = Offers.placed(alice, Offers.to(bob));
    outboxIsEmpty();
    assertThat(others.heard(id)).extracting(TransferEvent::kind).containsExactly(Kind.OFFERED);
  }

  @Test
  void keepsTheOrderOfATransferThroughFailures() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      others.failNext(1);
      UUID id = Offers.placed(alice, Offers.to(bob));
      Offers.act(bob, id, "accept").then().statusCode(200);
      Offers.act(bob, id, "delivered").then().statusCode(204);
      ids.add(id);
    }
    outboxIsEmpty();
    for (UUID id : ids) {
      assertThat(others.heard(id))
          .extracting(TransferEvent::kind)
          .containsExactly(Kind.OFFERED, Kind.ACCEPTED, Kind.DELIVERED, Kind.ENDED);
    }
  }

  @Test
  void namesPeopleByIdOnly() {
    Person alice = Person.registered("alice");
    Person bob = Person.registered("bob");
    UUID id = Offers.placed(alice, Offers.to(bob));
    outboxIsEmpty();
    TransferEvent event = others.heard(id).getFirst();
    assertThat(event.recipients()).hasSize(1);
    assertThat(event.toString()).doesNotContain(alice.handle, bob.handle);
  }

  @Test
  void carriesSeveralChannels() {
    AuditEvent event =
        new AuditEvent(
            UUID.randomUUID(),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            AuditEvent.Action.CANCEL,
            UUID.randomUUID(),
            null,
            UUID.randomUUID(),
            null,
            "2001:db8::1",
            AuditEvent.DONE,
            "a-correlation",
            null,
            null);
    jdbi.useTransaction(db -> outbox.add(db, event.at(), List.of(event)));
    outboxIsEmpty();
    assertThat(others.audited(Objects.requireNonNull(event.transfer()))).containsExactly(event);
  }
}
