package dev.glide.registry.auth;

import dev.glide.registry.problem.Refusal;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Devices that may sign in: endorsed and not removed; and whether their users may. */
@Singleton
public final class SignedInDevices {
  private static final String PRESENT =
      " FROM devices d JOIN users u ON u.id = d.user_id"
          + " WHERE d.id = :device AND d.state = 'ACTIVE'";

  private final Jdbi jdbi;

  SignedInDevices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Who signs in with a device.
   *
   * @throws GlideException {@code account-disabled}
   */
  Optional<Caller> caller(UUID user, UUID device) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT u.handle, u.disabled" + PRESENT + " AND u.id = :user")
            .bind("device", device)
            .bind("user", user)
            .map((row, context) -> {
              if (row.getBoolean("disabled")) {
                throw disabled();
              }
              return new Caller(user, device, row.getString("handle"));
            })
            .findOne());
  }

  /**
   * The same, or else a refusal.
   *
   * @throws GlideException {@code not-signed-in}, {@code account-disabled}
   */
  public Caller require(UUID user, UUID device) {
    return caller(user, device)
        .orElseThrow(() -> Refusal.notSignedIn("this device does not belong to the account"));
  }

  Optional<Signer> signer(UUID device) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT u.id, u.handle, u.disabled, d.sign_key" + PRESENT)
            .bind("device", device)
            .map((row, context) ->
                new Signer(
                    new Caller(row.getObject("id", UUID.class), device, row.getString("handle")),
                    row.getString("sign_key"),
                    row.getBoolean("disabled")))
            .findOne());
  }

  static GlideException disabled() {
    return new GlideException(
        ErrorCode.ACCOUNT_DISABLED, "this account has been disabled by whoever runs the server");
  }

  /**
   * A device and the key that its assertions must be signed with.
   *
   * @param disabled whether its user may not sign in
   */
  record Signer(Caller caller, String signKey, boolean disabled) {}
}
