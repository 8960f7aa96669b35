package dev.glide.registry.transfer;

import dev.glide.registry.database.Times;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.RecipientState.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table of recipients and of the states that transfers are in with them. */
@Singleton
final class Recipients {

  /** A recipient and how far the transfer is with them. */
  record Recipient(UUID transfer, UUID user, RecipientState state) {}

  Optional<State> state(Handle db, UUID transfer, UUID user) {
    return db.createQuery(
            "SELECT state FROM recipients WHERE transfer_id = :transfer AND user_id = :user")
        .bind("transfer", transfer)
        .bind("user", user)
        .map((row, context) -> State.valueOf(row.getString("state")))
        .findOne();
  }

  /** Of each of the transfers, in the order in which the sender named them. */
  Map<UUID, List<Recipient>> of(Handle db, Collection<UUID> transfers) {
    return db
        .createQuery(
            "SELECT r.transfer_id, r.user_id, r.state, r.since, u.handle FROM recipients r"
                + " JOIN users u ON u.id = r.user_id WHERE r.transfer_id = ANY(:transfers)"
                + " ORDER BY r.transfer_id, r.position")
        .bindArray("transfers", UUID.class, transfers)
        .map((row, context) ->
            new Recipient(
                row.getObject("transfer_id", UUID.class),
                row.getObject("user_id", UUID.class),
                new RecipientState(
                    row.getString("handle"),
                    State.valueOf(row.getString("state")),
                    Times.read(row, "since"))))
        .stream()
        .collect(Collectors.groupingBy(Recipient::transfer));
  }

  /** Moves one recipient, if its state still allows it. */
  boolean move(Handle db, UUID transfer, UUID user, Move move, Instant at) {
    return db.createUpdate(
                "UPDATE recipients SET state = :to, since = :at WHERE transfer_id = :transfer"
                    + " AND user_id = :user AND state = ANY(:from)")
            .bind("to", move.to().name())
            .bind("at", at)
            .bind("transfer", transfer)
            .bind("user", user)
            .bindArray("from", String.class, names(move))
            .execute()
        == 1;
  }

  /** Moves every recipient whose state allows it; returns their users. */
  List<UUID> moveAll(Handle db, UUID transfer, Move move, Instant at) {
    return db.createQuery(
            "UPDATE recipients SET state = :to, since = :at WHERE transfer_id = :transfer"
                + " AND state = ANY(:from) RETURNING user_id")
        .bind("to", move.to().name())
        .bind("at", at)
        .bind("transfer", transfer)
        .bindArray("from", String.class, names(move))
        .mapTo(UUID.class)
        .list();
  }

  /** Whether someone may still fetch the transfer. */
  boolean anyLeft(Handle db, UUID transfer) {
    return db.createQuery(
            "SELECT EXISTS (SELECT 1 FROM recipients WHERE transfer_id = :transfer"
                + " AND state IN ('OFFERED', 'ACCEPTED'))")
        .bind("transfer", transfer)
        .mapTo(Boolean.class)
        .one();
  }

  private static Object[] names(Move move) {
    return move.from().stream().map(State::name).toArray();
  }
}
