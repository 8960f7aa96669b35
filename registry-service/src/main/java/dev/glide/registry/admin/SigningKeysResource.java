package dev.glide.registry.admin;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.audit.Audited;
import dev.glide.registry.auth.SigningKeys;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.admin.NewSigningKey;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

/** New keys for tickets and sign-ins before their time. */
@Path("/api/v1/admin/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = ProblemResponses.ADMIN)
@AdminOnly
@SmallBody
@RunOnVirtualThread
public final class SigningKeysResource {
  private final Jdbi jdbi;
  private final SigningKeys keys;
  private final Audit audit;
  private final Clock clock;

  SigningKeysResource(Jdbi jdbi, SigningKeys keys, Audit audit, Clock clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
  }

  @POST
  @Audited(Action.KEY_ROTATED)
  @Operation(
      summary = "Make a new signing key; with revoke, forget the old ones and what they signed")
  @APIResponse(
      responseCode = "201",
      description = "The key's id, and from when on it signs",
      content = @Content(schema = @Schema(implementation = NewSigningKey.class)))
  @Extension(name = ProblemResponses.REFUSES, value = "not-found")
  public Response rotate(@QueryParam("revoke") boolean revoke) {
    NewSigningKey made =
        jdbi.inTransaction(db -> {
          NewSigningKey key = keys.replace(db, revoke);
          Action action = revoke ? Action.KEYS_REVOKED : Action.KEY_ROTATED;
          audit.writeDoneByOperator(db, Times.now(clock), action, null, key.id());
          return key;
        });
    keys.refresh();
    return Response.status(Response.Status.CREATED).entity(made).build();
  }
}
