package dev.glide.registry.auth;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Devices that may sign in: endorsed, not removed, of a user who is not disabled. */
@Singleton
public final class SignedInDevices {
  private static final String PRESENT =
      " FROM devices d JOIN users u ON u.id = d.user_id"
          + " WHERE d.id = :device AND d.state = 'ACTIVE' AND NOT u.disabled";

  private final Jdbi jdbi;

  SignedInDevices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Caller> caller(UUID user, UUID device) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT u.handle" + PRESENT + " AND u.id = :user")
            .bind("device", device)
            .bind("user", user)
            .map((row, context) -> new Caller(user, device, row.getString("handle")))
            .findOne());
  }

  Optional<Signer> signer(UUID device) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT u.id, u.handle, d.sign_key" + PRESENT)
            .bind("device", device)
            .map((row, context) ->
                new Signer(
                    new Caller(row.getObject("id", UUID.class), device, row.getString("handle")),
                    row.getString("sign_key")))
            .findOne());
  }

  /** A device and the key that its assertions must be signed with. */
  record Signer(Caller caller, String signKey) {}
}
