package dev.glide.registry.audit;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.outbox.Outbox;
import dev.glide.registry.trace.CurrentCorrelation;
import dev.glide.shared.event.AuditEvent;
import dev.glide.shared.event.AuditEvent.Action;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The table of what was done. What is written with a change stands and falls with it; where audit
 * events are published, they take the same way as all others.
 */
@Singleton
public final class Audit {
  /**
   * Adds what {@link #bind} has bound; a table to join, or nothing, may follow. For statements that
   * write their entries themselves, and put {@link #outgoing} into the outbox.
   */
  public static final String INSERT =
      """
      INSERT INTO audit (id, at, action, user_id, device_id, transfer_id, other_id, origin, result,
          correlation, operator, detail)
        SELECT a.id, a.at, a.action, a.user_id, a.device_id, a.transfer_id, a.other_id, a.origin,
          a.result, a.correlation, a.operator, a.detail
        FROM unnest(:auditIds, CAST(:auditTimes AS timestamptz[]), :auditActions, :auditUsers,
          :auditDevices, :auditTransfers, :auditOthers, :auditOrigins, :auditResults,
          :auditCorrelations, :auditOperators, :auditDetails)
          AS a(id, at, action, user_id, device_id, transfer_id, other_id, origin, result,
            correlation, operator, detail)\
      """;

  private final Outbox outbox;
  private final Origin origin;
  private final boolean published;

  Audit(
      Outbox outbox,
      Origin origin,
      @ConfigProperty(name = "glide.audit.publish") boolean published) {
    this.outbox = outbox;
    this.origin = origin;
    this.published = published;
  }

  /** What the caller has done that is no matter of a transfer. */
  public AuditEvent done(Instant at, Action action, Caller caller) {
    return entry(at, action, caller.user(), caller.device(), null, null, AuditEvent.DONE);
  }

  /** What the caller has done to a transfer; {@code other} is the other side. */
  public AuditEvent done(Instant at, Action action, Caller caller, UUID transfer, UUID other) {
    return entry(at, action, caller.user(), caller.device(), transfer, other, AuditEvent.DONE);
  }

  /** The same, of each of several others. */
  public List<AuditEvent> doneWithEach(
      Instant at, Action action, Caller caller, UUID transfer, List<UUID> others) {
    return others.stream().map(other -> done(at, action, caller, transfer, other)).toList();
  }

  /** What nobody has done: it came so. */
  public List<AuditEvent> happened(Instant at, Action action, UUID transfer, List<UUID> concerned) {
    return concerned.stream()
        .map(other -> entry(at, action, null, null, transfer, other, AuditEvent.DONE))
        .toList();
  }

  /** What was refused to the operator. */
  AuditEvent refusedToOperator(Instant at, Action action, String code) {
    return ofOperator(at, action, null, null, code);
  }

  private AuditEvent ofOperator(
      Instant at, Action action, @Nullable UUID concerned, @Nullable String detail, String result) {
    return new AuditEvent(
        UUID.randomUUID(),
        at,
        action,
        null,
        null,
        null,
        concerned,
        origin.address(),
        result,
        CurrentCorrelation.id(),
        true,
        detail);
  }

  /** What was done, or refused, by whom as far as is known, in the request at hand. */
  public AuditEvent entry(
      Instant at,
      Action action,
      @Nullable UUID user,
      @Nullable UUID device,
      @Nullable UUID transfer,
      @Nullable UUID other,
      String result) {
    return new AuditEvent(
        UUID.randomUUID(),
        at,
        action,
        user,
        device,
        transfer,
        other,
        origin.address(),
        result,
        CurrentCorrelation.id(),
        null,
        null);
  }

  /**
   * Writes what the operator has done, within the caller's transaction.
   *
   * @param concerned the user whom it was done to
   * @param detail what it was done to or with besides
   */
  public void writeDoneByOperator(
      Handle db, Instant at, Action action, @Nullable UUID concerned, @Nullable String detail) {
    write(db, List.of(ofOperator(at, action, concerned, detail, AuditEvent.DONE)));
  }

  /** Writes entries within the caller's transaction. */
  public void write(Handle db, List<AuditEvent> entries) {
    if (!entries.isEmpty()) {
      bind(db.createUpdate(INSERT), entries).execute();
      outbox.add(db, entries.getFirst().at(), outgoing(entries));
    }
  }

  /** What is to be published of them. */
  public List<AuditEvent> outgoing(List<AuditEvent> entries) {
    return published ? entries : List.of();
  }

  /** Binds what {@link #INSERT} names. */
  public <S extends SqlStatement<S>> S bind(S statement, List<AuditEvent> entries) {
    return statement
        .bindArray("auditIds", UUID.class, column(entries, AuditEvent::id))
        .bindArray("auditTimes", String.class, column(entries, each -> each.at().toString()))
        .bindArray("auditActions", String.class, column(entries, each -> each.action().name()))
        .bindArray("auditUsers", UUID.class, column(entries, AuditEvent::user))
        .bindArray("auditDevices", UUID.class, column(entries, AuditEvent::device))
        .bindArray("auditTransfers", UUID.class, column(entries, AuditEvent::transfer))
        .bindArray("auditOthers", UUID.class, column(entries, AuditEvent::other))
        .bindArray("auditOrigins", String.class, column(entries, AuditEvent::from))
        .bindArray("auditResults", String.class, column(entries, AuditEvent::result))
        .bindArray("auditCorrelations", String.class, column(entries, AuditEvent::correlation))
        .bindArray(
            "auditOperators",
            Boolean.class,
            column(entries, each -> Boolean.TRUE.equals(each.operator())))
        .bindArray("auditDetails", String.class, column(entries, AuditEvent::detail));
  }

  private static Object[] column(
      List<AuditEvent> entries, Function<AuditEvent, @Nullable Object> property) {
    return entries.stream().map(property).toArray();
  }

  /** Forgets some of what is older; returns how many. */
  public int forgetSome(Handle db, Instant before, int limit) {
    return db.createUpdate(
            """
            DELETE FROM audit WHERE at < :before AND (at, id) IN
              (SELECT at, id FROM audit WHERE at < :before ORDER BY at, id LIMIT :limit)
            """)
        .bind("before", before)
        .bind("limit", limit)
        .execute();
  }
}
