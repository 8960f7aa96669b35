package dev.glide.registry.transfer;

import dev.glide.registry.database.Times;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.RecipientState.State;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table of recipients and of the states that transfers are in with them. */
@Singleton
public final class Recipients {

  /** Moves recipients; with the end of one its sessions go. */
  private static final String MOVE =
      """
      WITH moved AS (
        UPDATE recipients SET state = :to, since = :at
        WHERE transfer_id = :transfer AND user_id = ANY(:users) AND state = ANY(:from)
        RETURNING user_id
      ), unpaired AS (
        DELETE FROM sessions s USING moved
        WHERE :ends AND s.transfer_id = :transfer AND s.user_id = moved.user_id
      )
      SELECT user_id FROM moved
      """;

  private static final EnumSet<State> ENDS =
      EnumSet.complementOf(EnumSet.of(State.OFFERED, State.ACCEPTED));

  /** A recipient and how far the transfer is with them. */
  record Recipient(UUID transfer, UUID user, RecipientState state) {}

  /** How far the transfer is with a user; empty if it was not offered to them. */
  public Optional<State> state(Handle db, UUID transfer, UUID user) {
    return db.createQuery(
            "SELECT state FROM recipients WHERE transfer_id = :transfer AND user_id = :user")
        .bind("transfer", transfer)
        .bind("user", user)
        .map((row, context) -> State.valueOf(row.getString("state")))
        .findOne();
  }

  /**
   * How far a transfer is with a user.
   *
   * @param met whether they have a session for it
   */
  record Standing(State state, Instant since, boolean met) {}

  /** How far the transfer is with a user, and since when; empty if it was not offered to them. */
  Optional<Standing> standing(Handle db, UUID transfer, UUID user) {
    return db.createQuery(
            """
            SELECT r.state, r.since, EXISTS (
              SELECT FROM sessions s WHERE s.transfer_id = r.transfer_id AND s.user_id = r.user_id
            ) AS met
            FROM recipients r WHERE r.transfer_id = :transfer AND r.user_id = :user
            """)
        .bind("transfer", transfer)
        .bind("user", user)
        .map((row, context) ->
            new Standing(
                State.valueOf(row.getString("state")),
                Times.read(row, "since"),
                row.getBoolean("met")))
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
    return !moveAmong(db, transfer, List.of(user), move, at).isEmpty();
  }

  /** Moves every recipient whose state allows it; returns their users. */
  List<UUID> moveAll(Handle db, UUID transfer, Move move, Instant at) {
    return moveAmong(db, transfer, all(db, transfer), move, at);
  }

  private static List<UUID> moveAmong(
      Handle db, UUID transfer, List<UUID> users, Move move, Instant at) {
    return db.createQuery(MOVE)
        .bind("to", move.to().name())
        .bind("ends", ENDS.contains(move.to()))
        .bind("at", at)
        .bind("transfer", transfer)
        .bindArray("users", UUID.class, users)
        .bindArray("from", String.class, names(move.from()))
        .mapTo(UUID.class)
        .list();
  }

  /** All users whom it was offered to. */
  List<UUID> all(Handle db, UUID transfer) {
    return among(db, transfer, EnumSet.allOf(State.class));
  }

  /** Users who may still fetch it. */
  List<UUID> left(Handle db, UUID transfer) {
    return among(db, transfer, EnumSet.complementOf(ENDS));
  }

  private static List<UUID> among(Handle db, UUID transfer, Set<State> states) {
    return db.createQuery(
            "SELECT user_id FROM recipients WHERE transfer_id = :transfer"
                + " AND state = ANY(:states) ORDER BY position")
        .bind("transfer", transfer)
        .bindArray("states", String.class, names(states))
        .mapTo(UUID.class)
        .list();
  }

  private static Object[] names(Set<State> states) {
    return states.stream().map(State::name).toArray();
  }
}
