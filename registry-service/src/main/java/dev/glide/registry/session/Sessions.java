package dev.glide.registry.session;

import dev.glide.registry.relay.Relay;
import dev.glide.registry.session.Session.Receiver;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The table of sessions. Whoever writes holds the lock of the transfer; rows go when a recipient's
 * state ends. A removed device has no session.
 */
@Singleton
final class Sessions {
  private static final String SELECT =
      """
      SELECT s.id, s.transfer_id, s.user_id, u.handle, s.device_id, s.epoch, s.relay, s.address,
        s.url, s.odd_relay, s.odd_address, s.odd_url
      FROM sessions s JOIN users u ON u.id = s.user_id
        JOIN devices d ON d.id = s.device_id AND d.state = 'ACTIVE'
      """;

  Optional<Session> ofDevice(Handle db, UUID transfer, UUID device) {
    return db.createQuery(SELECT + "WHERE s.transfer_id = :transfer AND s.device_id = :device")
        .bind("transfer", transfer)
        .bind("device", device)
        .map((row, context) -> session(row))
        .findOne();
  }

  Optional<Session> find(Handle db, UUID transfer, UUID id) {
    return db.createQuery(SELECT + "WHERE s.id = :id AND s.transfer_id = :transfer")
        .bind("transfer", transfer)
        .bind("id", id)
        .map((row, context) -> session(row))
        .findOne();
  }

  /** In the order in which they were last assigned. */
  List<Session> ofTransfer(Handle db, UUID transfer) {
    return db.createQuery(SELECT + "WHERE s.transfer_id = :transfer ORDER BY s.assigned_at, s.id")
        .bind("transfer", transfer)
        .map((row, context) -> session(row))
        .list();
  }

  /** Those of some transfers that are on a relay, with all lanes or with some. */
  List<Session> on(Handle db, String relay, List<UUID> transfers) {
    return db.createQuery(
            SELECT
                + "WHERE (s.relay = :relay OR s.odd_relay = :relay)"
                + " AND s.transfer_id = ANY(:transfers) ORDER BY s.id")
        .bind("relay", relay)
        .bindArray("transfers", UUID.class, transfers)
        .map((row, context) -> session(row))
        .list();
  }

  /** Locks some transfers that go on and have a session on a relay, from one id (exclusive) on. */
  List<UUID> lockTransfersOn(Handle db, String relay, UUID after, int limit) {
    return db.createQuery(
            """
            SELECT t.id FROM transfers t
            WHERE t.ended_at IS NULL AND t.id > :after
              AND t.id IN (
                SELECT s.transfer_id FROM sessions s WHERE s.relay = :relay
                UNION SELECT s.transfer_id FROM sessions s WHERE s.odd_relay = :relay)
            ORDER BY t.id LIMIT :limit FOR NO KEY UPDATE OF t
            """)
        .bind("relay", relay)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  void add(Handle db, Session session, Instant at) {
    Optional<Relay> odd = Optional.ofNullable(session.odd());
    db.createUpdate(
            "INSERT INTO sessions (id, transfer_id, user_id, device_id, epoch, relay, address, url,"
                + " odd_relay, odd_address, odd_url, assigned_at) VALUES (:id, :transfer, :user,"
                + " :device, :epoch, :relay, :address, CAST(:url AS text), CAST(:oddRelay AS text),"
                + " CAST(:oddAddress AS text), CAST(:oddUrl AS text), :at)")
        .bind("id", session.id())
        .bind("transfer", session.transfer())
        .bind("user", session.receiver().user())
        .bind("device", session.receiver().device())
        .bind("epoch", session.epoch())
        .bind("relay", session.relay().id())
        .bind("address", session.relay().address())
        .bind("url", session.relay().url())
        .bind("oddRelay", odd.map(Relay::id).orElse(null))
        .bind("oddAddress", odd.map(Relay::address).orElse(null))
        .bind("oddUrl", odd.map(Relay::url).orElse(null))
        .bind("at", at)
        .execute();
  }

  void move(Handle db, Session session, Instant at) {
    Optional<Relay> odd = Optional.ofNullable(session.odd());
    db.createUpdate(
            "UPDATE sessions SET epoch = :epoch, relay = :relay, address = :address,"
                + " url = CAST(:url AS text), odd_relay = CAST(:oddRelay AS text),"
                + " odd_address = CAST(:oddAddress AS text), odd_url = CAST(:oddUrl AS text),"
                + " assigned_at = :at WHERE id = :id")
        .bind("id", session.id())
        .bind("epoch", session.epoch())
        .bind("relay", session.relay().id())
        .bind("address", session.relay().address())
        .bind("url", session.relay().url())
        .bind("oddRelay", odd.map(Relay::id).orElse(null))
        .bind("oddAddress", odd.map(Relay::address).orElse(null))
        .bind("oddUrl", odd.map(Relay::url).orElse(null))
        .bind("at", at)
        .execute();
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getObject("id", UUID.class),
        row.getObject("transfer_id", UUID.class),
        new Receiver(
            row.getObject("user_id", UUID.class),
            row.getString("handle"),
            row.getObject("device_id", UUID.class)),
        row.getInt("epoch"),
        new Relay(row.getString("relay"), row.getString("address"), row.getString("url")),
        odd(row));
  }

  private static @Nullable Relay odd(ResultSet row) throws SQLException {
    String id = row.getString("odd_relay");
    return id == null
        ? null
        : new Relay(id, row.getString("odd_address"), row.getString("odd_url"));
  }
}
