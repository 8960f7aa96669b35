package dev.glide.registry.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The right to publish, which one process among all on the database has at a time, and loses if it
 * does not take it again in time: a process that has been stopped holds nobody up for longer.
 *
 * <p>No transaction is open while it is held. Who finds it taken leaves word, and the holder does
 * not let go before it has looked into the outbox once more; so what was committed before the word
 * was left is published at once, by one or the other.
 */
@Singleton
final class PublisherLease {
  /** Of what is left by the database's clock this much is not used: messages take time. */
  private static final int SAFE_PART = 5;

  /**
   * Before a statement that is a transaction of its own: its commit need not wait for the disk,
   * which the requests need. A lease or a deletion that a crash of the database takes back only
   * means that an event is said again.
   */
  private static final String RELAXED =
      "WITH relaxed AS MATERIALIZED"
          + " (SELECT set_config('synchronous_commit', 'off', true) = 'off' AS done) ";

  private final Jdbi jdbi;
  private final long nanos;
  private final UUID holder = UUID.randomUUID();
  private volatile long safeUntil = System.nanoTime();

  @Inject
  PublisherLease(Jdbi jdbi, @ConfigProperty(name = "glide.outbox.lease") Duration life) {
    if (life.toMillis() < 100) {
      throw new IllegalArgumentException("glide.outbox.lease must be at least 100 ms: " + life);
    }
    this.jdbi = jdbi;
    this.nanos = life.toNanos();
  }

  /**
   * Takes or keeps it; if another process has it, that one is told to look again.
   *
   * @return whether it is this process's now
   */
  boolean take() {
    long asked = System.nanoTime();
    // The holder may have gone between the statements: then it is free now.
    boolean taken = jdbi.withHandle(db -> takeFree(db) || (!leaveWord(db) && takeFree(db)));
    safeUntil = taken ? asked + nanos - nanos / SAFE_PART : asked;
    return taken;
  }

  private boolean takeFree(Handle db) {
    return db.createUpdate(
                RELAXED
                    + """
                    UPDATE outbox_publisher
                    SET holder = :me, wanted = false,
                      until = clock_timestamp() + :millis * interval '1 millisecond'
                    FROM relaxed
                    WHERE relaxed.done AND (holder IS NULL OR holder = :me OR until < clock_timestamp())
                    """)
            .bind("me", holder)
            .bind("millis", nanos / 1_000_000)
            .execute()
        == 1;
  }

  private boolean leaveWord(Handle db) {
    return db.createUpdate(
                RELAXED
                    + "UPDATE outbox_publisher SET wanted = true FROM relaxed"
                    + " WHERE relaxed.done AND holder <> :me AND until >= clock_timestamp()")
            .bind("me", holder)
            .execute()
        == 1;
  }

  /** Whether it is certain that no other process has it. */
  boolean isSafe() {
    return System.nanoTime() - safeUntil < 0;
  }

  /** How long to wait before taking it again. */
  Duration renewal() {
    return Duration.ofNanos(nanos / 3);
  }

  /** Takes acknowledged events out of the outbox, and keeps it. */
  void keep(Handle db, Collection<Long> acknowledged) {
    db.createUpdate(RELAXED + Outbox.REMOVE + " AND (SELECT done FROM relaxed)")
        .bindArray("positions", Long.class, acknowledged)
        .execute();
  }

  /**
   * Takes acknowledged events out of the outbox and lets go, unless another process has left word.
   *
   * @return whether the outbox has to be looked at again
   */
  boolean wantedAgain(Handle db, Collection<Long> acknowledged) {
    return letGo(db, acknowledged, " AND NOT wanted") == 0;
  }

  /** The same, whatever others want. */
  void giveUp(Handle db, Collection<Long> acknowledged) {
    letGo(db, acknowledged, "");
  }

  private int letGo(Handle db, Collection<Long> acknowledged, String unless) {
    return db.createUpdate(
            RELAXED
                + ", removed AS ("
                + Outbox.REMOVE
                + ") UPDATE outbox_publisher SET holder = NULL FROM relaxed"
                + " WHERE relaxed.done AND holder = :me"
                + unless)
        .bind("me", holder)
        .bindArray("positions", Long.class, acknowledged)
        .execute();
  }
}
