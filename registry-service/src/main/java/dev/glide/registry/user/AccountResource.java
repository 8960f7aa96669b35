package dev.glide.registry.user;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.auth.SignedIn;
import dev.glide.shared.api.Account;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

/** The caller's own account. */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
@SecurityRequirement(name = "access")
@SignedIn
@RunOnVirtualThread
public final class AccountResource {
  private final Jdbi jdbi;
  private final Users users;
  private final CurrentCaller current;

  AccountResource(Jdbi jdbi, Users users, CurrentCaller current) {
    this.jdbi = jdbi;
    this.users = users;
    this.current = current;
  }

  @GET
  @Operation(summary = "The caller's account and how much of its quota is in use")
  public Account account() {
    Caller caller = current.get();
    Users.Usage usage = jdbi.withHandle(db -> users.usage(db, caller.user()));
    return new Account(caller.handle(), caller.device(), usage.quotaBytes(), usage.reservedBytes());
  }
}
