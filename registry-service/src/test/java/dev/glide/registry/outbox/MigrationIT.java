package dev.glide.registry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.registry.outbox.Outbox.Line;
import dev.glide.registry.outbox.Outbox.Waiting;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.TransferEvent;
import dev.glide.shared.event.TransferEvent.Kind;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class MigrationIT {
  @Test
  void keepsWhatWasStillToBeSaid() throws Exception {
    try (RegistryDatabase database = new RegistryDatabase()) {
      TransferEvent first = TestRegistry.event(UUID.randomUUID(), Kind.OFFERED);
      TransferEvent second = TestRegistry.event(first.transfer(), Kind.ENDED);
      Jdbi before = database.migrated("2");
      addAsBefore(before, first);
      addAsBefore(before, second);

      Jdbi after = database.migrated("latest");
      OutgoingJson json = TestRegistry.json();
      List<Waiting> waiting = after.withHandle(db -> new Outbox(json).oldest(db, 10));
      assertThat(waiting)
          .extracting(Waiting::line)
          .containsOnly(new Line(Channels.TRANSFER, first.transfer().toString()));
      assertThat(waiting)
          .extracting(each -> json.read(each.line().channel(), each.data()))
          .containsExactly(first, second);
    }
  }

  private static void addAsBefore(Jdbi jdbi, TransferEvent event) {
    jdbi.useHandle(db ->
        db.createUpdate(
                "INSERT INTO outbox"
                    + " (id, at, kind, transfer_id, sender_id, recipients, expiry_day)"
                    + " VALUES (:id, :at, :kind, :transfer, :sender, :recipients, :day)")
            .bind("id", event.id())
            .bind("at", event.at())
            .bind("kind", event.kind().name())
            .bind("transfer", event.transfer())
            .bind("sender", event.sender())
            .bindArray("recipients", UUID.class, event.recipients())
            .bind("day", event.expiryDay())
            .execute());
  }
}
