package dev.glide.registry.outbox;

import dev.glide.registry.database.Times;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How much waits to be published. It may be asked often: the database is asked at most once in
 * {@link #FRESH}, and counts no further than {@link #MOST}.
 */
@Singleton
public final class Backlog {
  /** More than this is counted as this. */
  public static final int MOST = 100_000;

  static final Duration FRESH = Duration.ofSeconds(2);

  private final Jdbi jdbi;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Reading last = new Reading(Instant.MIN, new Standing(0, Optional.empty()));

  Backlog(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * What waits.
   *
   * @param events how many; {@link #MOST} if there are more
   * @param oldest since when the first has waited; empty if none does
   */
  public record Standing(int events, Optional<Instant> oldest) {

    /** How long the oldest has waited; zero if none does. */
    public Duration age(Instant now) {
      return oldest
          .map(since -> Duration.between(since, now))
          .filter(Duration::isPositive)
          .orElse(Duration.ZERO);
    }
  }

  private record Reading(Instant at, Standing standing) {}

  /**
   * The present standing, or that of a moment ago. Of several callers at once one asks the database
   * and the others take the last answer.
   *
   * @throws org.jdbi.v3.core.JdbiException if the database can't be asked
   */
  public Standing now() {
    Instant now = clock.instant();
    if (last.at().isAfter(now.minus(FRESH)) || !asking.tryLock()) {
      return last.standing();
    }
    try {
      last = new Reading(now, jdbi.withHandle(this::read));
      return last.standing();
    } finally {
      asking.unlock();
    }
  }

  private Standing read(Handle db) {
    return db.createQuery(
            """
            SELECT (SELECT count(*) FROM
                (SELECT FROM outbox ORDER BY position LIMIT :most) AS counted) AS events,
              (SELECT at FROM outbox ORDER BY position LIMIT 1) AS oldest
            """)
        .bind("most", MOST)
        .map((row, context) ->
            new Standing(
                row.getInt("events"), Optional.ofNullable(Times.readNullable(row, "oldest"))))
        .one();
  }
}
