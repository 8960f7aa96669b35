package dev.glide.registry.transfer;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.outbox.Outbox;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.Event;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Places an offer in one statement, and so in one round trip: if it is sealed to exactly the
 * devices that it must be sealed to, the quota is taken, and the transfer, its recipients, its
 * sealed keys, its event and its entries in the audit are written; or nothing is.
 */
@Singleton
final class PlacingStatement {
  // Whoever ends a transfer holds its row and then asks for the sender's; so an offer that is there
  // already must not hold the sender's row and ask for the transfer's.
  private static final String SQL =
      """
      WITH people AS (
        SELECT u.id, d.id AS device
        FROM unnest(:people, :handles) AS p(id, handle)
          JOIN users u ON u.id = p.id AND u.handle = p.handle AND NOT u.disabled
          JOIN devices d ON d.user_id = u.id AND d.state = 'ACTIVE'
      ), addressed AS (
        SELECT count(DISTINCT id) FILTER (WHERE id = ANY(:recipients)) = cardinality(:recipients)
          AND count(*) FILTER (WHERE device = ANY(:keyDevices)) = cardinality(:keyDevices)
          AND bool_and(device = ANY(:keyDevices) OR id <> ALL(:recipients))
          AND bool_or(device = :device AND id = :sender) AS rightly
        FROM people
      ), quota AS (
        UPDATE users SET reserved_bytes = reserved_bytes + :reserved
        WHERE id = :sender AND (SELECT rightly FROM addressed)
          AND NOT EXISTS (SELECT FROM transfers WHERE id = :id)
          AND (:reserved = 0 OR reserved_bytes + :reserved <= quota_bytes)
        RETURNING id
      ), placed AS (
        INSERT INTO transfers (id, sender_id, sender_device, body_digest, summary, manifest,
          manifest_digest, signature, chunk_bytes, total_bytes, open, live, reserved_bytes,
          created_at, expires_at)
        SELECT :id, quota.id, :device, :bodyDigest, :summary, :manifest, :manifestDigest,
          :signature, :chunkBytes, :totalBytes, :open, :live, :reserved, :at, :expiry
        FROM quota
        RETURNING id
      ), offered AS (
        INSERT INTO recipients (transfer_id, user_id, position, state, since, created_at)
        SELECT placed.id, r.id, r.position, 'OFFERED', :at, :at
        FROM placed, unnest(:recipients) WITH ORDINALITY AS r(id, position)
      ), sealed AS (
        INSERT INTO sealed_keys (transfer_id, device_id, sealed)
        SELECT placed.id, k.device, k.sealed
        FROM placed, unnest(:keyDevices, :keys) AS k(device, sealed)
      ), announced AS (
        %s, placed
      ), audited AS (
        %s, placed
      )
      SELECT EXISTS (SELECT FROM placed)
      """
          .formatted(Outbox.INSERT, Audit.INSERT);

  /** PostgreSQL's {@code unique_violation}. */
  private static final String TAKEN = "23505";

  private final Outbox outbox;
  private final Audit audit;

  PlacingStatement(Outbox outbox, Audit audit) {
    this.outbox = outbox;
    this.audit = audit;
  }

  /**
   * Places it, as a transaction of its own unless the caller has begun one.
   *
   * @param recipients users of the offer's recipients, in its order
   * @return false if the id is in use, the quota does not allow it, or somebody concerned or a
   *     device of theirs is not what the offer takes it to be
   */
  boolean execute(Handle db, Transfer transfer, Offer offer, List<UUID> recipients, Caller caller) {
    try {
      return statement(db, transfer, offer, recipients, caller).mapTo(Boolean.class).one();
    } catch (UnableToExecuteStatementException e) {
      // Somebody places the same id at the same time; the whole statement has been taken back.
      if (e.getCause() instanceof SQLException cause && TAKEN.equals(cause.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private Query statement(
      Handle db, Transfer transfer, Offer offer, List<UUID> recipients, Caller caller) {
    List<UUID> keyDevices = List.copyOf(offer.keys().keySet());
    Instant at = transfer.createdAt();
    List<AuditEvent> entries =
        audit.doneWithEach(at, Action.OFFER, caller, transfer.id(), recipients);
    List<Event> events = new ArrayList<>();
    events.add(Announcements.event(transfer, Kind.OFFERED, recipients, at));
    events.addAll(audit.outgoing(entries));
    return audit
        .bind(outbox.bind(db.createQuery(SQL), at, events), entries)
        .bind("id", transfer.id())
        .bind("sender", transfer.sender().user())
        .bind("device", transfer.sender().device())
        .bind("bodyDigest", transfer.bodyDigest())
        .bind("summary", transfer.summary())
        .bind("manifest", offer.manifest())
        .bind("manifestDigest", transfer.manifestDigest())
        .bind("signature", transfer.signature())
        .bind("chunkBytes", transfer.chunks().chunkBytes())
        .bind("totalBytes", transfer.chunks().totalBytes())
        .bind("open", transfer.open())
        .bind("live", transfer.live())
        .bind("reserved", transfer.reservedBytes())
        .bind("at", transfer.createdAt())
        .bind("expiry", transfer.expiresAt())
        .bindArray("people", UUID.class, with(recipients, caller.user()))
        .bindArray("handles", String.class, with(offer.recipients(), caller.handle()))
        .bindArray("recipients", UUID.class, recipients)
        .bindArray("keyDevices", UUID.class, keyDevices)
        .bindArray("keys", String.class, keyDevices.stream().map(offer.keys()::get).toArray());
  }

  /** The sender may be among the recipients; nobody is to be counted twice. */
  private static <T> List<T> with(List<T> recipients, T sender) {
    if (recipients.contains(sender)) {
      return recipients;
    }
    List<T> all = new ArrayList<>(recipients);
    all.add(sender);
    return all;
  }
}
