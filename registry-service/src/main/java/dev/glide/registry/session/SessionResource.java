package dev.glide.registry.session;

import dev.glide.registry.audit.Audited;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.auth.SignedIn;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the two sides of a transfer ask for the relay to meet on. */
@Path("/api/v1/transfers/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "transfers")
@SecurityRequirement(name = "access")
@SignedIn
@SmallBody
@RunOnVirtualThread
public final class SessionResource {
  private final Meetings meetings;
  private final CurrentCaller caller;

  SessionResource(Meetings meetings, CurrentCaller caller) {
    this.meetings = meetings;
    this.caller = caller;
  }

  @POST
  @Audited(Action.SESSION)
  @Path("session")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Meet the other side on a relay, or on another one after a failure")
  @Extension(
      name = ProblemResponses.REFUSES,
      value = "malformed unknown-transfer not-found wrong-state transfer-ended no-relay")
  public SessionGrant session(@PathParam("id") UUID id, @Nullable SessionRequest asked) {
    return meetings.meet(id, asked, caller.get());
  }

  @GET
  @Path("sessions")
  @Operation(summary = "All sessions of a transfer that the caller sends")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer")
  public SessionList sessions(@PathParam("id") UUID id) {
    return meetings.list(id, caller.get());
  }
}
