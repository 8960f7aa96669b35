package dev.glide.registry.device;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.codec.Base64Url;
import dev.glide.registry.codec.Ed25519;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.user.Users;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.Limits;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.AuditEvent.Action;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How a device comes to belong to an account, and how it leaves. Everything that counts devices
 * holds the lock on the user's row.
 */
@Singleton
final class Linking {
  private static final byte[] CONTEXT = "glide/v1/device".getBytes(StandardCharsets.US_ASCII);

  private final Jdbi jdbi;
  private final Users users;
  private final Devices devices;
  private final Audit audit;
  private final Clock clock;
  private final int maxWaiting;

  Linking(
      Jdbi jdbi,
      Users users,
      Devices devices,
      Audit audit,
      Clock clock,
      @ConfigProperty(name = "glide.devices.max-waiting") int maxWaiting) {
    this.jdbi = jdbi;
    this.users = users;
    this.devices = devices;
    this.audit = audit;
    this.clock = clock;
    this.maxWaiting = maxWaiting;
  }

  /** A device asks; the same keys again find the same device. */
  Device ask(String handle, NewDevice asked) {
    NewDevice device = DeviceForm.checked(asked);
    return jdbi.inTransaction(db -> {
      UUID user = users.lock(db, handle).orElseThrow(() -> users.unknown(handle));
      return devices.present(db, user, device).orElseGet(() -> added(db, user, device));
    });
  }

  private Device added(Handle db, UUID user, NewDevice device) {
    long waiting = count(db, user, Device.State.WAITING);
    if (waiting >= maxWaiting) {
      throw new GlideException(
          ErrorCode.TOO_MANY,
          "%d devices wait to be approved for this account already".formatted(waiting));
    }
    UUID id = devices.addWaiting(db, user, device, Times.now(clock));
    return devices.find(db, user, id).orElseThrow();
  }

  /** The caller's device vouches for one that waits; the same again changes nothing. */
  DeviceKeys approve(Caller caller, UUID id, @Nullable Endorsement endorsement) {
    if (endorsement == null || !caller.device().equals(endorsement.by())) {
      throw new GlideException(
          ErrorCode.FORBIDDEN, "an endorsement must be by the device that brings it");
    }
    byte[] signature =
        Base64Url.exactly("signature", endorsement.signature(), Ed25519.SIGNATURE_BYTES);
    return jdbi.inTransaction(db -> {
      users.lock(db, caller.handle());
      Device device = known(db, caller, id);
      checkSigned(db, caller, device, signature);
      if (device.state() == Device.State.WAITING) {
        checkRoom(db, caller.user());
        Instant now = Times.now(clock);
        devices.endorse(db, id, endorsement, now);
        note(db, now, Action.DEVICE_ADDED, caller, id);
      }
      return known(db, caller, id).keys();
    });
  }

  private Device known(Handle db, Caller caller, UUID id) {
    return devices
        .find(db, caller.user(), id)
        .filter(device -> device.state() != Device.State.REMOVED)
        .orElseThrow(Linking::unknownDevice);
  }

  private void checkSigned(Handle db, Caller caller, Device device, byte[] signature) {
    Device endorser = known(db, caller, caller.device());
    byte[] key = Base64Url.exactly("signKey", endorser.signKey(), Ed25519.KEY_BYTES);
    if (!Ed25519.verifies(key, signedBytes(caller.handle(), device), signature)) {
      throw new GlideException(
          ErrorCode.FORBIDDEN, "the endorsement is not signed by the device that brings it");
    }
  }

  /** What an endorsement signs: the protocol document gives the bytes. */
  private static byte[] signedBytes(String handle, Device device) {
    byte[] name = handle.getBytes(StandardCharsets.US_ASCII);
    byte[] sign = Base64Url.exactly("signKey", device.signKey(), Ed25519.KEY_BYTES);
    byte[] seal = Base64Url.exactly("sealKey", device.sealKey(), Ed25519.KEY_BYTES);
    return ByteBuffer.allocate(CONTEXT.length + 1 + name.length + 64)
        .put(CONTEXT)
        .put((byte) name.length)
        .put(name)
        .put(sign)
        .put(seal)
        .array();
  }

  private void checkRoom(Handle db, UUID user) {
    long active = count(db, user, Device.State.ACTIVE);
    if (active >= Limits.MAX_DEVICES) {
      throw Refusal.tooLarge("devices of an account", Limits.MAX_DEVICES, active + 1);
    }
  }

  /** A device leaves, whether it waits or belongs; again: nothing. */
  void remove(Caller caller, UUID id) {
    jdbi.useTransaction(db -> {
      users.lock(db, caller.handle());
      Device device = devices.find(db, caller.user(), id).orElseThrow(Linking::unknownDevice);
      if (device.state() == Device.State.ACTIVE
          && count(db, caller.user(), Device.State.ACTIVE) == 1) {
        throw new GlideException(
            ErrorCode.LAST_DEVICE, "add another device before you remove this one");
      }
      devices.remove(db, id);
      note(db, Times.now(clock), Action.DEVICE_REMOVED, caller, id);
    });
  }

  /** Under the device that comes or goes. */
  private void note(Handle db, Instant at, Action action, Caller caller, UUID device) {
    Caller concerned = new Caller(caller.user(), device, caller.handle());
    audit.write(db, List.of(audit.done(at, action, concerned)));
  }

  private long count(Handle db, UUID user, Device.State state) {
    return devices.ofUser(db, user).stream().filter(each -> each.state() == state).count();
  }

  private static GlideException unknownDevice() {
    return new GlideException(ErrorCode.UNKNOWN_DEVICE, "you have no device of this id");
  }
}
