package dev.glide.registry.user;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The table of users. A disabled user is as good as unknown to everyone else. */
@Singleton
public final class Users {
  private final Jdbi jdbi;

  Users(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Takes a handle, if it is free: of any number at once, one gets it. */
  Optional<UUID> claim(Handle db, String handle, long quotaBytes, Instant at) {
    UUID id = UUID.randomUUID();
    int claimed =
        db.createUpdate(
                "INSERT INTO users (id, handle, quota_bytes, created_at)"
                    + " VALUES (:id, :handle, :quota, :at) ON CONFLICT (handle) DO NOTHING")
            .bind("id", id)
            .bind("handle", handle)
            .bind("quota", quotaBytes)
            .bind("at", at)
            .execute();
    return claimed == 1 ? Optional.of(id) : Optional.empty();
  }

  public Optional<UUID> find(Handle db, String handle) {
    return id(db, "SELECT id FROM users WHERE handle = :handle AND NOT disabled", handle);
  }

  /** Also one who is disabled. */
  public Optional<UUID> findAny(Handle db, String handle) {
    return id(db, "SELECT id FROM users WHERE handle = :handle", handle);
  }

  /** Finds a user and keeps everyone else from changing the account until the transaction ends. */
  public Optional<UUID> lock(Handle db, String handle) {
    return id(
        db,
        "SELECT id FROM users WHERE handle = :handle AND NOT disabled FOR NO KEY UPDATE",
        handle);
  }

  private static Optional<UUID> id(Handle db, String sql, String handle) {
    if (!dev.glide.shared.api.Handle.isValid(handle)) {
      return Optional.empty();
    }
    return db.createQuery(sql).bind("handle", handle).mapTo(UUID.class).findOne();
  }

  Usage usage(Handle db, UUID user) {
    return db.createQuery("SELECT quota_bytes, reserved_bytes FROM users WHERE id = :id")
        .bind("id", user)
        .map((row, context) -> new Usage(row.getLong("quota_bytes"), row.getLong("reserved_bytes")))
        .one();
  }

  /** How much a user may keep parked, and how much of that is taken. */
  record Usage(long quotaBytes, long reservedBytes) {}

  /** A page of people in order of handle. */
  List<Person> page(Handle db, @Nullable String after, int limit) {
    return db.createQuery(
            "SELECT id, handle FROM users WHERE NOT disabled AND handle > :after"
                + " ORDER BY handle LIMIT :limit")
        .bind("after", after == null ? "" : after)
        .bind("limit", limit)
        .map((row, context) -> new Person(row.getObject("id", UUID.class), row.getString("handle")))
        .list();
  }

  /** Someone on the server. */
  record Person(UUID id, String handle) {}

  boolean nobodyYet(Handle db) {
    return !db.createQuery("SELECT EXISTS (SELECT 1 FROM users)").mapTo(Boolean.class).one();
  }

  /** The refusal of a handle that nobody has; it names the nearest that somebody has. */
  public GlideException unknown(String handle) {
    List<String> nearest =
        NearestHandles.to(handle, jdbi.withHandle(db -> NearestHandles.candidates(db, handle)));
    Problem problem =
        Problem.of(ErrorCode.UNKNOWN_USER, "there is nobody called " + printable(handle));
    return new GlideException(
        ErrorCode.UNKNOWN_USER, nearest.isEmpty() ? problem : problem.withNearest(nearest));
  }

  private static String printable(String handle) {
    return dev.glide.shared.api.Handle.isValid(handle) ? "@" + handle : "that";
  }
}
