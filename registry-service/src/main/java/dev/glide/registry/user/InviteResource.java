package dev.glide.registry.user;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.audit.Audited;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.auth.SignedIn;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.api.NewInvite;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

/** Lets anyone who is here bring others. */
@Path("/api/v1/invites")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
@SecurityRequirement(name = "access")
@SignedIn
@SmallBody
@RunOnVirtualThread
public final class InviteResource {
  private final Jdbi jdbi;
  private final Invites invites;
  private final Audit audit;
  private final Clock clock;
  private final CurrentCaller caller;

  InviteResource(Jdbi jdbi, Invites invites, Audit audit, Clock clock, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.invites = invites;
    this.audit = audit;
    this.clock = clock;
    this.caller = caller;
  }

  @POST
  @Audited(Action.INVITE)
  @Operation(summary = "Make an invite code for one person")
  @APIResponse(
      responseCode = "201",
      description = "The code",
      content = @Content(schema = @Schema(implementation = NewInvite.class)))
  public Response make() {
    NewInvite invite =
        jdbi.inTransaction(db -> {
          audit.write(db, List.of(audit.done(Times.now(clock), Action.INVITE, caller.get())));
          return invites.make(db, caller.get().user());
        });
    return Response.status(Response.Status.CREATED).entity(invite).build();
  }
}
