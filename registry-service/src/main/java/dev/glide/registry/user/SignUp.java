package dev.glide.registry.user;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.database.Times;
import dev.glide.registry.device.DeviceForm;
import dev.glide.registry.device.Devices;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.AuditEvent.Action;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes accounts. */
@Singleton
final class SignUp {
  private final Jdbi jdbi;
  private final Users users;
  private final Devices devices;
  private final Invites invites;
  private final Audit audit;
  private final Clock clock;
  private final SignUpPolicy policy;
  private final long quotaBytes;

  SignUp(
      Jdbi jdbi,
      Users users,
      Devices devices,
      Invites invites,
      Audit audit,
      Clock clock,
      @ConfigProperty(name = "glide.sign-up") SignUpPolicy policy,
      @ConfigProperty(name = "glide.quota.default") MemorySize quota) {
    this.jdbi = jdbi;
    this.users = users;
    this.devices = devices;
    this.invites = invites;
    this.audit = audit;
    this.clock = clock;
    this.policy = policy;
    this.quotaBytes = quota.asLongValue();
  }

  /** An account, and whether it was made just now. */
  record Registered(Account account, boolean fresh) {}

  /** Makes an account; the same again, with the same keys, finds the one that was made. */
  Registered register(@Nullable NewUser asked) {
    if (asked == null) {
      throw Refusal.malformed("the body is missing");
    }
    String handle = checkedHandle(asked.handle());
    NewDevice device = DeviceForm.checked(asked.device());
    return jdbi.inTransaction(db ->
        existing(db, handle, device).orElseGet(() -> claimed(db, handle, device, asked.invite())));
  }

  private static String checkedHandle(@Nullable String handle) {
    if (handle == null) {
      throw Refusal.malformed("handle is missing");
    }
    if (!dev.glide.shared.api.Handle.isValid(handle)) {
      throw new GlideException(
          ErrorCode.HANDLE_INVALID,
          "a name has 2 to 32 characters: a to z, 0 to 9, and - and _ except at the start");
    }
    return handle;
  }

  private Optional<Registered> existing(Handle db, String handle, NewDevice device) {
    return users
        .find(db, handle)
        .flatMap(user ->
            devices
                .active(db, user, device)
                .map(id -> new Registered(account(db, handle, user, id), false)));
  }

  private Registered claimed(Handle db, String handle, NewDevice device, @Nullable String invite) {
    if (policy == SignUpPolicy.CLOSED) {
      throw new GlideException(
          ErrorCode.SIGN_UP_CLOSED, "accounts on this server are made by its owner");
    }
    Optional<UUID> user = users.claim(db, handle, quotaBytes, Times.now(clock));
    if (user.isEmpty()) {
      // Perhaps the same request, sent twice, has just got through.
      return existing(db, handle, device).orElseThrow(() -> taken(handle));
    }
    if (policy == SignUpPolicy.INVITE) {
      useInvite(db, invite, user.get());
    }
    Instant now = Times.now(clock);
    UUID id = devices.addFirst(db, user.get(), device, now);
    Caller made = new Caller(user.get(), id, handle);
    audit.write(db, List.of(audit.done(now, Action.SIGN_UP, made)));
    return new Registered(account(db, handle, user.get(), id), true);
  }

  private void useInvite(Handle db, @Nullable String invite, UUID user) {
    if (invite == null || invite.isBlank()) {
      throw new GlideException(ErrorCode.INVITE_NEEDED, "this server takes people by invite only");
    }
    if (!invites.claim(db, invite, user)) {
      throw new GlideException(
          ErrorCode.INVITE_NEEDED, "this invite code is not known, has been used or has expired");
    }
  }

  private Account account(Handle db, String handle, UUID user, UUID device) {
    Users.Usage usage = users.usage(db, user);
    return new Account(handle, device, usage.quotaBytes(), usage.reservedBytes());
  }

  private static GlideException taken(String handle) {
    return new GlideException(ErrorCode.HANDLE_TAKEN, "@" + handle + " is taken");
  }
}
