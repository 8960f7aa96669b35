package dev.glide.registry.auth;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Remembers each assertion until it could not be accepted any more anyway. */
@Singleton
public final class UsedAssertions {
  private final Jdbi jdbi;

  UsedAssertions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether this is the first use. */
  boolean use(UUID device, String jti, Instant expiry) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    "INSERT INTO used_assertions (device_id, jti, expires_at)"
                        + " VALUES (:device, :jti, :expiry) ON CONFLICT DO NOTHING")
                .bind("device", device)
                .bind("jti", jti)
                .bind("expiry", expiry)
                .execute()
            == 1);
  }

  /** Forgets those that have expired; returns how many. */
  public int forget(Handle handle, Instant now) {
    return handle
        .createUpdate("DELETE FROM used_assertions WHERE expires_at < :now")
        .bind("now", now)
        .execute();
  }
}
