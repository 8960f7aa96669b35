package dev.glide.registry.user;

import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** How much of what people may take is taken. */
@Singleton
public final class QuotaUse {
  /** Who has taken this much of a quota is about to meet its end. */
  private static final int NEAR_PERCENT = 90;

  private final Jdbi jdbi;

  QuotaUse(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The sums over all people.
   *
   * @param nearLimit how many people have taken 90 % of their quota or more
   */
  public record Standing(long users, long nearLimit, long quotaBytes, long reservedBytes) {}

  /**
   * Asks the database. It reads the whole table of users, some 0.3 s for a million: nothing for
   * every request.
   *
   * @throws org.jdbi.v3.core.JdbiException if the database can't be asked
   */
  public Standing now() {
    return jdbi.withHandle(db ->
        db.createQuery(
                """
                SELECT count(*) AS users,
                  count(*) FILTER (WHERE reserved_bytes > 0
                    AND reserved_bytes >= quota_bytes / 100 * :near) AS near_limit,
                  coalesce(sum(quota_bytes), 0)::float8 AS quota,
                  coalesce(sum(reserved_bytes), 0)::float8 AS reserved
                FROM users
                """)
            .bind("near", NEAR_PERCENT)
            .map((row, context) ->
                new Standing(
                    row.getLong("users"),
                    row.getLong("near_limit"),
                    (long) row.getDouble("quota"),
                    (long) row.getDouble("reserved")))
            .one());
  }
}
