package dev.glide.registry.expiry;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.auth.UsedAssertions;
import dev.glide.registry.database.ClusterLock;
import dev.glide.registry.device.Devices;
import dev.glide.registry.transfer.Overdue;
import dev.glide.registry.user.Invites;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Every now and then ends what is overdue and forgets what nobody needs, in one process at a time
 * among all on the database.
 */
@Singleton
public final class Housekeeping {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final int BATCH = 5_000;

  private final Jdbi jdbi;
  private final Overdue overdue;
  private final UsedAssertions assertions;
  private final Invites invites;
  private final Devices devices;
  private final Audit audit;
  private final Lives lives;
  private final Clock clock;

  Housekeeping(
      Jdbi jdbi,
      Overdue overdue,
      UsedAssertions assertions,
      Invites invites,
      Devices devices,
      Audit audit,
      Lives lives,
      Clock clock) {
    this.jdbi = jdbi;
    this.overdue = overdue;
    this.assertions = assertions;
    this.invites = invites;
    this.devices = devices;
    this.audit = audit;
    this.lives = lives;
    this.clock = clock;
  }

  @Scheduled(every = "${glide.housekeeping.every}", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    sweep();
  }

  /** Does all of it once, unless another process is at it. */
  public void sweep() {
    // A handle of its own holds the lock, so that the work is committed in small pieces beside it.
    try (Handle guard = jdbi.open()) {
      guard.useTransaction(held -> {
        if (ClusterLock.HOUSEKEEPING.tryTake(held)) {
          sweepAlone();
        }
      });
    }
  }

  private void sweepAlone() {
    int expired = overdue.expireAll();
    int forgotten = jdbi.inTransaction(db -> forget(db, clock.instant())) + forgetAudit();
    LOG.debugf("%d transfers have expired, %d rows were forgotten", expired, forgotten);
  }

  /** In pieces: with the first sweep for long there may be millions. */
  private int forgetAudit() {
    Instant before = clock.instant().minus(lives.audit());
    int all = 0;
    int some;
    do {
      some = jdbi.inTransaction(db -> audit.forgetSome(db, before, BATCH));
      all += some;
    } while (some == BATCH);
    return all;
  }

  private int forget(Handle db, Instant now) {
    return assertions.forget(db, now)
        + invites.forget(db, now)
        + devices.forgetWaiting(db, now.minus(lives.waitingDevice()))
        + overdue.forgetEnded(db, now.minus(lives.endedTransfer()));
  }
}
