package dev.glide.registry.transfer;

import dev.glide.registry.database.Cursor;
import dev.glide.registry.database.Slice;
import dev.glide.registry.database.Times;
import dev.glide.registry.transfer.Recipients.Recipient;
import dev.glide.shared.admin.TransferCount;
import dev.glide.shared.admin.TransferEntry;
import dev.glide.shared.admin.TransferEntry.State;
import dev.glide.shared.admin.TransferEntryPage;
import dev.glide.shared.api.RecipientState;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * All transfers as the operator may see them: between whom, how large, how far; nothing that is
 * sealed. Those under way are read in the order of their expiry, which has an index already; an
 * index more would cost every offer.
 */
@Singleton
public final class Ledger {
  private static final String SELECT =
      """
      SELECT t.id, t.total_bytes, t.reserved_bytes, t.open, t.live, t.created_at, t.expires_at,
        t.parked_at, t.ended_at, (SELECT handle FROM users WHERE id = t.sender_id) AS sender
      FROM transfers t WHERE t.created_at < :before
      """;

  private static final String UNDER_WAY =
      """
       AND t.ended_at IS NULL%s AND (t.expires_at, t.id) > (:at, :id)
      ORDER BY t.expires_at, t.id LIMIT :limit
      """;

  private static final String ENDED =
      """
       AND t.ended_at IS NOT NULL AND (t.ended_at, t.id) < (:at, :id)
      ORDER BY t.ended_at DESC, t.id DESC LIMIT :limit
      """;

  private static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE parked_at IS NULL) AS waiting, count(parked_at) AS parked,
        coalesce(sum(total_bytes) FILTER (WHERE parked_at IS NOT NULL), 0) AS stored,
        coalesce(sum(reserved_bytes), 0) AS reserved,
        (SELECT count(*) FROM (SELECT FROM transfers WHERE ended_at IS NOT NULL
          ORDER BY ended_at LIMIT :most) AS over) AS ended
      FROM (SELECT parked_at, total_bytes, reserved_bytes FROM transfers WHERE ended_at IS NULL
        ORDER BY expires_at LIMIT :most) AS going
      """;

  private static final Cursor FIRST = new Cursor(Instant.EPOCH, new UUID(0, 0));

  private final Recipients recipients;

  Ledger(Recipients recipients) {
    this.recipients = recipients;
  }

  /**
   * A page.
   *
   * @param state only those in it; {@code null} for all that are under way
   * @param before only those offered before then
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public TransferEntryPage page(
      Handle db, @Nullable State state, Instant before, @Nullable String after, int limit) {
    boolean ended = state == State.ENDED;
    Cursor cursor = after == null && !ended ? FIRST : Cursor.parse(after);
    List<Row> found =
        db.createQuery(SELECT + order(state))
            .bind("before", before)
            .bind("at", cursor.createdAt())
            .bind("id", cursor.id())
            .bind("limit", limit + 1)
            .map((row, context) -> row(row))
            .list();
    Slice<Row> slice = Slice.of(found, limit);
    Map<UUID, List<Recipient>> to = recipients.of(db, slice.shown().stream().map(Row::id).toList());
    return new TransferEntryPage(
        slice.shown().stream().map(row -> row.entry(to.getOrDefault(row.id(), List.of()))).toList(),
        slice.next(last -> last.cursor().format()));
  }

  private static String order(@Nullable State state) {
    if (state == null) {
      return UNDER_WAY.formatted("");
    }
    return switch (state) {
      case WAITING -> UNDER_WAY.formatted(" AND t.parked_at IS NULL");
      case PARKED -> UNDER_WAY.formatted(" AND t.parked_at IS NOT NULL");
      case ENDED -> ENDED;
    };
  }

  /** How many there are, up to so many of those under way and as many that have ended. */
  public TransferCount count(Handle db, int most) {
    return db.createQuery(COUNT)
        .bind("most", most)
        .map((row, context) ->
            new TransferCount(
                row.getLong("waiting"),
                row.getLong("parked"),
                row.getLong("ended"),
                row.getLong("stored"),
                row.getLong("reserved")))
        .one();
  }

  /** A transfer without its recipients. */
  private record Row(
      UUID id,
      String from,
      long totalBytes,
      long reservedBytes,
      boolean open,
      boolean live,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant parkedAt,
      @Nullable Instant endedAt) {

    State state() {
      if (endedAt != null) {
        return State.ENDED;
      }
      return parkedAt == null ? State.WAITING : State.PARKED;
    }

    Cursor cursor() {
      return new Cursor(endedAt == null ? expiresAt : endedAt, id);
    }

    TransferEntry entry(List<Recipient> to) {
      List<RecipientState> states = to.stream().map(Recipient::state).toList();
      return new TransferEntry(
          id,
          state(),
          from,
          states,
          totalBytes,
          reservedBytes,
          open,
          live,
          createdAt,
          expiresAt,
          parkedAt,
          endedAt);
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("sender"),
        row.getLong("total_bytes"),
        row.getLong("reserved_bytes"),
        row.getBoolean("open"),
        row.getBoolean("live"),
        Times.read(row, "created_at"),
        Times.read(row, "expires_at"),
        Times.readNullable(row, "parked_at"),
        Times.readNullable(row, "ended_at"));
  }
}
