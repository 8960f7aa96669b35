package dev.glide.registry.user;

import dev.glide.shared.admin.PeopleCount;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/** Counts people and their devices, by indexes alone and no further than is asked for. */
@Singleton
public final class Population {
  private static final String COUNT =
      """
      SELECT
        (SELECT count(*) FROM
          (SELECT FROM users ORDER BY handle LIMIT :most) AS everybody) AS people,
        (SELECT count(*) FROM
          (SELECT FROM users WHERE disabled ORDER BY handle LIMIT :most) AS out) AS disabled,
        (SELECT count(*) FROM
          (SELECT FROM devices WHERE state <> 'REMOVED' ORDER BY user_id LIMIT :most) AS here)
          AS devices,
        (SELECT count(*) FROM
          (SELECT FROM devices WHERE state = 'WAITING' ORDER BY added_at LIMIT :most) AS asking)
          AS waiting
      """;

  /**
   * How many there are, each number up to {@code most}.
   *
   * @param online how many are online
   */
  public PeopleCount count(Handle db, int most, long online) {
    return db.createQuery(COUNT)
        .bind("most", most)
        .map((row, context) -> {
          long waiting = row.getLong("waiting");
          return new PeopleCount(
              row.getLong("people"),
              row.getLong("disabled"),
              online,
              row.getLong("devices") - waiting,
              waiting);
        })
        .one();
  }
}
