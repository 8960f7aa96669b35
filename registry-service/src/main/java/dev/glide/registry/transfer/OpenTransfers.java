package dev.glide.registry.transfer;

import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** How many transfers wait for somebody. */
@Singleton
public final class OpenTransfers {
  /** More than this is counted as this. */
  public static final int MOST = 100_000;

  private final Jdbi jdbi;

  OpenTransfers(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Transfers with each of their recipients, by the state that they are in with them. */
  public record Standing(int offered, int accepted) {}

  /**
   * Asks the database, which counts no further than {@link #MOST} in all.
   *
   * @throws org.jdbi.v3.core.JdbiException if the database can't be asked
   */
  public Standing now() {
    return jdbi.withHandle(db ->
        db.createQuery(
                """
                SELECT count(*) FILTER (WHERE state = 'OFFERED') AS offered,
                  count(*) FILTER (WHERE state = 'ACCEPTED') AS accepted
                FROM (
                  SELECT state FROM recipients WHERE state IN ('OFFERED', 'ACCEPTED') LIMIT :most
                ) AS waiting
                """)
            .bind("most", MOST)
            .map((row, context) -> new Standing(row.getInt("offered"), row.getInt("accepted")))
            .one());
  }
}
