package dev.glide.registry.user;

import dev.glide.registry.database.Times;
import dev.glide.shared.api.NewInvite;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Invite codes: each lets one person in, once, until it expires. Only their hashes are stored. */
@Singleton
public final class Invites {
  private final Clock clock;
  private final Duration life;

  Invites(Clock clock, @ConfigProperty(name = "glide.invites.life") Duration life) {
    this.clock = clock;
    this.life = life;
  }

  /**
   * Makes a code.
   *
   * @param maker who invites; {@code null} for the server itself
   */
  NewInvite make(Handle db, @Nullable UUID maker) {
    NewInvite invite = new NewInvite(InviteCode.random(), Times.now(clock).plus(life));
    db.createUpdate(
            "INSERT INTO invites (code_hash, made_by, expires_at)"
                + " VALUES (:hash, CAST(:maker AS uuid), :expiry)")
        .bind("hash", InviteCode.hash(invite.code()))
        .bind("maker", maker)
        .bind("expiry", invite.expiresAt())
        .execute();
    return invite;
  }

  /** Uses a code up; of two at once, one succeeds. */
  boolean claim(Handle db, String code, UUID user) {
    return db.createUpdate(
                "UPDATE invites SET used_by = :user"
                    + " WHERE code_hash = :hash AND used_by IS NULL AND expires_at > :now")
            .bind("user", user)
            .bind("hash", InviteCode.hash(code))
            .bind("now", Times.now(clock))
            .execute()
        == 1;
  }

  /** Takes back what the server itself has given out and nobody has used. */
  void withdrawServersOwn(Handle db) {
    db.execute("DELETE FROM invites WHERE made_by IS NULL AND used_by IS NULL");
  }

  /** Forgets those that have been used or have expired; returns how many. */
  public int forget(Handle db, Instant now) {
    return db.createUpdate("DELETE FROM invites WHERE used_by IS NOT NULL OR expires_at < :now")
        .bind("now", now)
        .execute();
  }
}
