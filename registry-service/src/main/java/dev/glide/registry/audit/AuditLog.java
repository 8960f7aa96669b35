package dev.glide.registry.audit;

import dev.glide.registry.database.Cursor;
import dev.glide.registry.database.Slice;
import dev.glide.registry.database.Times;
import dev.glide.registry.user.Users;
import dev.glide.shared.api.AuditEntry;
import dev.glide.shared.api.AuditPage;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads the audit, in order of time. */
@Singleton
public final class AuditLog {
  /** Names are looked up one by one: a join might read all people for a page of entries. */
  private static final String NAMED =
      """
      SELECT a.id, a.at, a.action, a.device_id, a.transfer_id, a.origin, a.result, a.correlation,
        a.operator, a.detail,
        (SELECT handle FROM users WHERE id = a.user_id) AS user_handle,
        (SELECT handle FROM users WHERE id = a.other_id) AS other_handle
      FROM (%s) AS a
      ORDER BY a.at, a.id
      """;

  private final Jdbi jdbi;
  private final Users users;

  AuditLog(Jdbi jdbi, Users users) {
    this.jdbi = jdbi;
    this.users = users;
  }

  /**
   * Whom a handle names, with or without {@code @} before it; a disabled account, too.
   *
   * @throws dev.glide.shared.error.GlideException {@code unknown-user}
   */
  public @Nullable UUID person(@Nullable String handle) {
    if (handle == null) {
      return null;
    }
    String name = handle.startsWith("@") ? handle.substring(1) : handle;
    return jdbi.withHandle(db -> users.findAny(db, name)).orElseThrow(() -> users.unknown(name));
  }

  public AuditPage read(AuditQuestion question, int limit) {
    List<AuditEntry> found = jdbi.withHandle(db -> entries(db, question, limit + 1));
    if (question.newest()) {
      return new AuditPage(found.size() > limit ? found.subList(1, found.size()) : found, null);
    }
    Slice<AuditEntry> slice = Slice.of(found, limit);
    return new AuditPage(
        slice.shown(), slice.next(last -> new Cursor(last.at(), last.id()).format()));
  }

  private static List<AuditEntry> entries(Handle db, AuditQuestion question, int limit) {
    var query =
        db.createQuery(sql(question))
            .bind("at", question.after().createdAt())
            .bind("id", question.after().id())
            .bind("until", question.until())
            .bind("limit", limit);
    if (question.transfer() != null) {
      query.bind("transfer", question.transfer());
    }
    if (question.user() != null) {
      query.bind("user", question.user());
    }
    return query.map((row, context) -> entry(row)).list();
  }

  /** Each condition has an index that has the order, too. */
  static String sql(AuditQuestion question) {
    String order = question.newest() ? " DESC" : "";
    String page =
        " (at, id) > (:at, :id) AND at < :until"
            + (question.transfer() == null ? "" : " AND transfer_id = :transfer")
            + "%s ORDER BY at"
            + order
            + ", id"
            + order
            + " LIMIT :limit";
    String all = "SELECT * FROM audit WHERE" + page;
    if (question.user() == null) {
      return NAMED.formatted(all.formatted(""));
    }
    return NAMED.formatted(
        "SELECT * FROM (("
            + all.formatted(" AND user_id = :user")
            + ") UNION ("
            + all.formatted(" AND other_id = :user")
            + ")) AS found ORDER BY at"
            + order
            + ", id"
            + order
            + " LIMIT :limit");
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getObject("id", UUID.class),
        Times.read(row, "at"),
        row.getString("action"),
        row.getString("user_handle"),
        row.getObject("device_id", UUID.class),
        row.getObject("transfer_id", UUID.class),
        row.getString("other_handle"),
        row.getString("origin"),
        row.getString("result"),
        row.getString("correlation"),
        row.getBoolean("operator"),
        row.getString("detail"));
  }
}
