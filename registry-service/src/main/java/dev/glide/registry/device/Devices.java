package dev.glide.registry.device;

import dev.glide.registry.database.Times;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.NewDevice;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of devices. */
@Singleton
public final class Devices {

  /** Adds the device that an account is made with; it needs no endorsement. */
  public UUID addFirst(Handle handle, UUID user, NewDevice device, Instant at) {
    return insert(handle, user, device, Device.State.ACTIVE, at);
  }

  /** The active device that has exactly these keys. */
  public Optional<UUID> active(Handle handle, UUID user, NewDevice keys) {
    return present(handle, user, keys)
        .filter(device -> device.state() == Device.State.ACTIVE)
        .map(Device::id);
  }

  UUID addWaiting(Handle handle, UUID user, NewDevice device, Instant at) {
    return insert(handle, user, device, Device.State.WAITING, at);
  }

  Optional<Device> present(Handle handle, UUID user, NewDevice keys) {
    return handle
        .createQuery(
            "SELECT * FROM devices WHERE user_id = :user AND sign_key = :sign AND seal_key = :seal"
                + " AND state <> 'REMOVED'")
        .bind("user", user)
        .bind("sign", keys.signKey())
        .bind("seal", keys.sealKey())
        .map((row, context) -> device(row))
        .findOne();
  }

  Optional<Device> find(Handle handle, UUID user, UUID device) {
    return handle
        .createQuery("SELECT * FROM devices WHERE id = :id AND user_id = :user")
        .bind("id", device)
        .bind("user", user)
        .map((row, context) -> device(row))
        .findOne();
  }

  /** Active and waiting ones, oldest first. */
  List<Device> ofUser(Handle handle, UUID user) {
    return handle
        .createQuery(
            "SELECT * FROM devices WHERE user_id = :user AND state <> 'REMOVED'"
                + " ORDER BY added_at, id")
        .bind("user", user)
        .map((row, context) -> device(row))
        .list();
  }

  void endorse(Handle handle, UUID device, Endorsement endorsement, Instant at) {
    handle
        .createUpdate(
            "UPDATE devices SET state = 'ACTIVE', added_at = :at, endorsed_by = :by,"
                + " endorsement = :signature WHERE id = :id AND state = 'WAITING'")
        .bind("id", device)
        .bind("at", at)
        .bind("by", endorsement.by())
        .bind("signature", endorsement.signature())
        .execute();
  }

  void remove(Handle handle, UUID device) {
    handle
        .createUpdate("UPDATE devices SET state = 'REMOVED' WHERE id = :id")
        .bind("id", device)
        .execute();
  }

  /** Drops those that nobody has endorsed in time; returns how many. */
  public int forgetWaiting(Handle handle, Instant addedBefore) {
    return handle
        .createUpdate("DELETE FROM devices WHERE state = 'WAITING' AND added_at < :before")
        .bind("before", addedBefore)
        .execute();
  }

  private static UUID insert(
      Handle handle, UUID user, NewDevice device, Device.State state, Instant at) {
    UUID id = UUID.randomUUID();
    handle
        .createUpdate(
            "INSERT INTO devices (id, user_id, state, name, sign_key, seal_key, added_at)"
                + " VALUES (:id, :user, :state, :name, :sign, :seal, :at)")
        .bind("id", id)
        .bind("user", user)
        .bind("state", state.name())
        .bind("name", device.name())
        .bind("sign", device.signKey())
        .bind("seal", device.sealKey())
        .bind("at", at)
        .execute();
    return id;
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        row.getObject("id", UUID.class),
        row.getObject("user_id", UUID.class),
        Device.State.valueOf(row.getString("state")),
        row.getString("name"),
        row.getString("sign_key"),
        row.getString("seal_key"),
        Times.read(row, "added_at"),
        endorsement(row));
  }

  private static @Nullable Endorsement endorsement(ResultSet row) throws SQLException {
    UUID by = row.getObject("endorsed_by", UUID.class);
    return by == null ? null : new Endorsement(by, row.getString("endorsement"));
  }
}
