package dev.glide.registry.user;

import dev.glide.registry.database.Bookmark;
import dev.glide.registry.database.Slice;
import dev.glide.registry.database.Times;
import dev.glide.shared.admin.InviteEntry;
import dev.glide.shared.admin.InvitePage;
import dev.glide.shared.api.NewInvite;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Invite codes: each lets one person in, once, until it expires. Only their hashes are stored. */
@Singleton
public final class Invites {
  private static final char SEPARATOR = '.';

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
    return make(db, maker, false, life).invite();
  }

  /** Makes a code in the operator's name. */
  public Made makeForOperator(Handle db, Duration operatorsLife) {
    return make(db, null, true, operatorsLife);
  }

  /**
   * A code that was just made.
   *
   * @param id names it without being of use to anybody
   */
  public record Made(String id, NewInvite invite) {}

  /** How long a code lives unless something else is asked for. */
  public Duration life() {
    return life;
  }

  private Made make(Handle db, @Nullable UUID maker, boolean operators, Duration lifetime) {
    NewInvite invite = new NewInvite(InviteCode.random(), Times.now(clock).plus(lifetime));
    String id = InviteCode.hash(invite.code());
    db.createUpdate(
            "INSERT INTO invites (code_hash, made_by, operators, expires_at)"
                + " VALUES (:hash, CAST(:maker AS uuid), :operators, :expiry)")
        .bind("hash", id)
        .bind("maker", maker)
        .bind("operators", operators)
        .bind("expiry", invite.expiresAt())
        .execute();
    return new Made(id, invite);
  }

  /**
   * A page of those that can still be used, those first that expire first.
   *
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public InvitePage usable(Handle db, @Nullable String after, int limit) {
    Bookmark start =
        after == null ? new Bookmark(Times.now(clock), "") : Bookmark.parse(after, SEPARATOR);
    List<InviteEntry> found =
        db.createQuery(
                """
                SELECT i.code_hash, i.operators, i.expires_at,
                  (SELECT handle FROM users WHERE id = i.made_by) AS maker
                FROM invites i
                WHERE i.used_by IS NULL AND (i.expires_at, i.code_hash) > (:at, :id)
                ORDER BY i.expires_at, i.code_hash LIMIT :limit
                """)
            .bind("at", start.at())
            .bind("id", start.rest())
            .bind("limit", limit + 1)
            .map((row, context) ->
                new InviteEntry(
                    row.getString("code_hash"),
                    row.getString("maker"),
                    row.getBoolean("operators"),
                    Times.read(row, "expires_at")))
            .list();
    Slice<InviteEntry> slice = Slice.of(found, limit);
    return new InvitePage(
        slice.shown(),
        slice.next(last -> new Bookmark(last.expiresAt(), last.id()).format(SEPARATOR)));
  }

  /** Takes back one that nobody has used; false if there is none of this id. */
  public boolean revoke(Handle db, String id) {
    return db.createUpdate("DELETE FROM invites WHERE code_hash = :id AND used_by IS NULL")
            .bind("id", id)
            .execute()
        == 1;
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
    db.execute("DELETE FROM invites WHERE made_by IS NULL AND NOT operators AND used_by IS NULL");
  }

  /** Forgets those that have been used or have expired; returns how many. */
  public int forget(Handle db, Instant now) {
    return db.createUpdate(
            "DELETE FROM invites WHERE used_by IS NOT NULL"
                + " OR (used_by IS NULL AND expires_at < :now)")
        .bind("now", now)
        .execute();
  }
}
