package dev.glide.chunks.storage.s3;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Tells the operator in one line that S3 can't be used and why, and in another that it can again;
 * not more often than every ten seconds, for a server that fails now and then.
 */
final class Outage {
  private static final Logger LOG = Logger.getLogger(Outage.class);
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final String server;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean lasts;
  private boolean told;
  private long began;
  private long lastTold = System.nanoTime() - BETWEEN.toNanos();

  Outage(String server) {
    this.server = server;
  }

  void seen(String reason) {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (!lasts) {
        lasts = true;
        told = false;
        began = now;
      }
      if (!told && now - lastTold >= BETWEEN.toNanos()) {
        told = true;
        lastTold = now;
        LOG.warnf("S3 at %s can't be used: %s", server, reason);
      }
    } finally {
      lock.unlock();
    }
  }

  void over() {
    if (!lasts) {
      return;
    }
    lock.lock();
    try {
      if (lasts && told) {
        LOG.infof(
            "S3 at %s can be used again, after %d s",
            server, Duration.ofNanos(System.nanoTime() - began).toSeconds());
      }
      lasts = false;
    } finally {
      lock.unlock();
    }
  }
}
