package dev.glide.registry.database;

import org.jdbi.v3.core.Handle;

/**
 * Locks that hold among all processes on one database, until the transaction that took them ends.
 */
public enum ClusterLock {
  SIGNING_KEY(0x476c_6964_0001L),
  HOUSEKEEPING(0x476c_6964_0003L),
  FIRST_INVITE(0x476c_6964_0004L);

  private final long number;

  ClusterLock(long number) {
    this.number = number;
  }

  public void take(Handle handle) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(:lock)")
        .bind("lock", number)
        .mapToMap()
        .list();
  }

  /** Takes the lock if nobody has it. */
  public boolean tryTake(Handle handle) {
    return handle
        .createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
        .bind("lock", number)
        .mapTo(Boolean.class)
        .one();
  }
}
