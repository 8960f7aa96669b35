package dev.glide.registry.transfer;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.outbox.Outbox;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.Event;
import dev.glide.shared.event.TransferEvent.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Places an offer in one statement, and so in one round trip: the quota is taken, and then the
 * transfer, its recipients, its sealed keys and its event are written, or nothing is.
 */
@Singleton
final class PlacingStatement {
  // Whoever ends a transfer holds its row and then asks for the sender's; so an offer that is there
  // already must not hold the sender's row and ask for the transfer's.
  private static final String SQL =
      """
      WITH quota AS (
        UPDATE users SET reserved_bytes = reserved_bytes + :reserved
        WHERE id = :sender AND NOT EXISTS (SELECT FROM transfers WHERE id = :id)
          AND (:reserved = 0 OR reserved_bytes + :reserved <= quota_bytes)
        RETURNING id
      ), placed AS (
        INSERT INTO transfers (id, sender_id, sender_device, body_digest, summary, manifest,
          manifest_digest, signature, chunk_bytes, total_bytes, open, live, reserved_bytes,
          created_at, expires_at)
        SELECT :id, quota.id, :device, :bodyDigest, :summary, :manifest, :manifestDigest,
          :signature, :chunkBytes, :totalBytes, :open, :live, :reserved, :at, :expiry
        FROM quota
        ON CONFLICT (id) DO NOTHING
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
      SELECT (SELECT count(*) FROM quota) AS reserved, (SELECT count(*) FROM placed) AS placed,
        EXISTS (SELECT FROM transfers WHERE id = :id) AS taken
      """
          .formatted(Outbox.INSERT, Audit.INSERT);

  private final Outbox outbox;
  private final Audit audit;

  PlacingStatement(Outbox outbox, Audit audit) {
    this.outbox = outbox;
    this.audit = audit;
  }

  /** What came of it. */
  enum Outcome {
    PLACED,
    QUOTA_EXCEEDED,
    /** The id is in use; the quota may have been taken nevertheless: roll back. */
    ID_TAKEN
  }

  Outcome execute(Handle db, Transfer transfer, Offer offer, List<UUID> recipients, Caller caller) {
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
        .bindArray("recipients", UUID.class, recipients)
        .bindArray("keyDevices", UUID.class, keyDevices)
        .bindArray("keys", String.class, keyDevices.stream().map(offer.keys()::get).toArray())
        .map((row, context) -> {
          if (row.getBoolean("taken")) {
            return Outcome.ID_TAKEN;
          }
          if (row.getInt("reserved") == 0) {
            return Outcome.QUOTA_EXCEEDED;
          }
          return row.getInt("placed") == 0 ? Outcome.ID_TAKEN : Outcome.PLACED;
        })
        .one();
  }
}
