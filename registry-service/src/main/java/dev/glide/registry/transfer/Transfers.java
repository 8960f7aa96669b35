package dev.glide.registry.transfer;

import dev.glide.registry.database.Cursor;
import dev.glide.registry.database.Times;
import dev.glide.shared.chunk.ChunkLayout;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of transfers. */
@Singleton
public final class Transfers {
  private static final String SELECT =
      """
      SELECT t.id, t.sender_id, u.handle AS sender, t.sender_device, t.body_digest, t.summary,
        t.manifest_digest, t.signature, t.chunk_bytes, t.total_bytes, t.open, t.live,
        t.trailer, t.reserved_bytes, t.created_at, t.expires_at, t.parked_at, t.ended_at
      FROM transfers t JOIN users u ON u.id = t.sender_id
      """;

  /** A keyset page, newest first; what precedes it ends in a condition. */
  private static final String PAGE =
      """
       AND (%1$s.created_at, %1$s.%2$s) < (:at, :id)
      ORDER BY %1$s.created_at DESC, %1$s.%2$s DESC LIMIT :limit
      """;

  public Optional<Transfer> find(Handle db, UUID id) {
    return one(db, SELECT + "WHERE t.id = :id", id);
  }

  /** Finds a transfer and keeps every other change of it waiting until the transaction ends. */
  public Optional<Transfer> lock(Handle db, UUID id) {
    return one(db, SELECT + "WHERE t.id = :id FOR NO KEY UPDATE OF t", id);
  }

  private static Optional<Transfer> one(Handle db, String sql, UUID id) {
    return db.createQuery(sql).bind("id", id).map((row, context) -> transfer(row)).findOne();
  }

  List<Transfer> sent(Handle db, UUID user, Cursor after, int limit) {
    return page(
        db, SELECT + "WHERE t.sender_id = :user" + PAGE.formatted("t", "id"), user, after, limit);
  }

  List<Transfer> received(Handle db, UUID user, Cursor after, int limit) {
    return page(
        db,
        SELECT
            + "JOIN recipients r ON r.transfer_id = t.id WHERE r.user_id = :user"
            + PAGE.formatted("r", "transfer_id"),
        user,
        after,
        limit);
  }

  /** Offered to the user or accepted by them, and neither ended nor out of time. */
  List<Transfer> inbox(Handle db, UUID user, Instant now, Cursor after, int limit) {
    return db.createQuery(
            SELECT
                + "JOIN recipients r ON r.transfer_id = t.id WHERE r.user_id = :user"
                + " AND r.state IN ('OFFERED', 'ACCEPTED') AND t.expires_at > :now"
                + PAGE.formatted("r", "transfer_id"))
        .bind("user", user)
        .bind("now", now)
        .bind("at", after.createdAt())
        .bind("id", after.id())
        .bind("limit", limit)
        .map((row, context) -> transfer(row))
        .list();
  }

  private static List<Transfer> page(Handle db, String sql, UUID user, Cursor after, int limit) {
    return db.createQuery(sql)
        .bind("user", user)
        .bind("at", after.createdAt())
        .bind("id", after.id())
        .bind("limit", limit)
        .map((row, context) -> transfer(row))
        .list();
  }

  /** The sealed manifest; none once the transfer has ended. */
  Optional<byte[]> manifest(Handle db, UUID id) {
    return db.createQuery("SELECT manifest FROM transfers WHERE id = :id AND manifest IS NOT NULL")
        .bind("id", id)
        .mapTo(byte[].class)
        .findOne();
  }

  void park(Handle db, UUID id, Instant at) {
    db.createUpdate("UPDATE transfers SET parked_at = :at WHERE id = :id")
        .bind("id", id)
        .bind("at", at)
        .execute();
  }

  void end(Handle db, UUID id, Instant at) {
    db.createUpdate(
            "UPDATE transfers SET ended_at = :at, manifest = NULL, reserved_bytes = 0"
                + " WHERE id = :id AND ended_at IS NULL")
        .bind("id", id)
        .bind("at", at)
        .execute();
  }

  void grow(Handle db, UUID id, ChunkLayout chunks, long reservedBytes) {
    db.createUpdate(
            "UPDATE transfers SET total_bytes = :total, reserved_bytes = :reserved WHERE id = :id")
        .bind("id", id)
        .bind("total", chunks.totalBytes())
        .bind("reserved", reservedBytes)
        .execute();
  }

  void close(Handle db, UUID id, ChunkLayout chunks, long reservedBytes, String trailer) {
    db.createUpdate(
            "UPDATE transfers SET open = false, total_bytes = :total, reserved_bytes = :reserved,"
                + " trailer = :trailer WHERE id = :id")
        .bind("id", id)
        .bind("total", chunks.totalBytes())
        .bind("reserved", reservedBytes)
        .bind("trailer", trailer)
        .execute();
  }

  /** Locks some transfers whose time is over, leaving out those that someone is busy with. */
  List<UUID> overdue(Handle db, Instant now, int limit) {
    return db.createQuery(
            "SELECT id FROM transfers WHERE ended_at IS NULL AND expires_at <= :now"
                + " ORDER BY expires_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED")
        .bind("now", now)
        .bind("limit", limit)
        .mapTo(UUID.class)
        .list();
  }

  /** Forgets transfers that ended long ago; returns how many. */
  int forget(Handle db, Instant endedBefore) {
    return db.createUpdate("DELETE FROM transfers WHERE ended_at < :before")
        .bind("before", endedBefore)
        .execute();
  }

  private static Transfer transfer(ResultSet row) throws SQLException {
    return new Transfer(
        row.getObject("id", UUID.class),
        new Transfer.Sender(
            row.getObject("sender_id", UUID.class),
            row.getString("sender"),
            row.getObject("sender_device", UUID.class)),
        row.getString("body_digest"),
        row.getString("summary"),
        row.getString("manifest_digest"),
        row.getString("signature"),
        new ChunkLayout(row.getInt("chunk_bytes"), row.getLong("total_bytes")),
        row.getBoolean("open"),
        row.getBoolean("live"),
        row.getString("trailer"),
        row.getLong("reserved_bytes"),
        Times.read(row, "created_at"),
        Times.read(row, "expires_at"),
        Times.readNullable(row, "parked_at"),
        Times.readNullable(row, "ended_at"));
  }
}
