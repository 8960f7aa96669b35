package dev.glide.registry.user;

import dev.glide.registry.database.Times;
import dev.glide.registry.problem.Refusal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of users as the operator works with it: the disabled ones are in it, too. */
@Singleton
public final class Accounts {
  private static final Pattern BEGINNING = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

  /** Greater than whatever a handle goes on with. */
  private static final String END = "{";

  private static final String SELECT =
      """
      SELECT u.id, u.handle, u.disabled, u.quota_bytes, u.reserved_bytes, u.created_at,
        (SELECT count(*) FROM devices d WHERE d.user_id = u.id AND d.state = 'ACTIVE') AS devices
      FROM users u
      """;

  /** An account. */
  public record Account(
      UUID id,
      String handle,
      boolean disabled,
      int devices,
      long quotaBytes,
      long reservedBytes,
      Instant createdAt) {}

  /**
   * A page in order of handle.
   *
   * @param beginning of the handles that are looked for, with or without {@code @}
   * @param disabledOnly only those who may not sign in
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public List<Account> page(
      Handle db,
      @Nullable String beginning,
      boolean disabledOnly,
      @Nullable String after,
      int limit) {
    String first = beginning == null ? "" : checked(beginning);
    return db.createQuery(
            SELECT
                + "WHERE u.handle > :after AND u.handle >= :first AND u.handle < :end"
                + (disabledOnly ? " AND u.disabled" : "")
                + " ORDER BY u.handle LIMIT :limit")
        .bind("after", after == null ? "" : after)
        .bind("first", first)
        .bind("end", first + END)
        .bind("limit", limit)
        .map((row, context) -> account(row))
        .list();
  }

  private static String checked(String beginning) {
    String plain = beginning.startsWith("@") ? beginning.substring(1) : beginning;
    if (!BEGINNING.matcher(plain).matches()) {
      throw Refusal.malformed("no name begins like that: a to z, 0 to 9, - and _");
    }
    return plain;
  }

  public Optional<Account> find(Handle db, UUID id) {
    return db.createQuery(SELECT + "WHERE u.id = :id")
        .bind("id", id)
        .map((row, context) -> account(row))
        .findOne();
  }

  /** Keeps somebody out from now on; false if they were out before. */
  public boolean disable(Handle db, UUID id, Instant at) {
    return db.createUpdate(
                "UPDATE users SET disabled = true, disabled_at = :at"
                    + " WHERE id = :id AND NOT disabled")
            .bind("id", id)
            .bind("at", at)
            .execute()
        == 1;
  }

  /** Lets somebody in again; false if they were not out. */
  public boolean enable(Handle db, UUID id) {
    return db.createUpdate(
                "UPDATE users SET disabled = false, disabled_at = NULL WHERE id = :id AND disabled")
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Somebody who is kept out. */
  public record KeptOut(UUID user, Instant since) {}

  /**
   * Those who are kept out since then or later; none of them is let in until the transaction ends.
   */
  public List<KeptOut> disabledSince(Handle db, Instant since) {
    return db.createQuery(
            "SELECT id, disabled_at FROM users WHERE disabled_at >= :since ORDER BY disabled_at"
                + " FOR SHARE")
        .bind("since", since)
        .map((row, context) ->
            new KeptOut(row.getObject("id", UUID.class), Times.read(row, "disabled_at")))
        .list();
  }

  public void setQuota(Handle db, UUID id, long bytes) {
    db.createUpdate("UPDATE users SET quota_bytes = :bytes WHERE id = :id")
        .bind("id", id)
        .bind("bytes", bytes)
        .execute();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getObject("id", UUID.class),
        row.getString("handle"),
        row.getBoolean("disabled"),
        row.getInt("devices"),
        row.getLong("quota_bytes"),
        row.getLong("reserved_bytes"),
        Times.read(row, "created_at"));
  }
}
