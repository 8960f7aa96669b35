package dev.glide.registry.transfer;

import dev.glide.registry.audit.Audited;
import dev.glide.registry.auth.BearsToken;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.auth.SignedInDevices;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.Placed;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes offers; the only route with a large body. */
@Path("/api/v1/transfers/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "transfers")
@SecurityRequirement(name = "access")
@BearsToken
@RunOnVirtualThread
public final class PlacingResource {
  private final Placing placing;
  private final SignedInDevices devices;
  private final CurrentCaller current;

  PlacingResource(Placing placing, SignedInDevices devices, CurrentCaller current) {
    this.placing = placing;
    this.devices = devices;
    this.current = current;
  }

  @PUT
  @Audited(Action.OFFER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Offer something under an id that the sender makes")
  @APIResponse(
      responseCode = "201",
      description = "The transfer, and the ticket to bring its chunks",
      content = @Content(schema = @Schema(implementation = Placed.class)))
  @APIResponse(
      responseCode = "200",
      description = "The same transfer, placed before, and a fresh ticket",
      content = @Content(schema = @Schema(implementation = Placed.class)))
  @Extension(
      name = ProblemResponses.REFUSES,
      value =
          "malformed unknown-user devices-changed transfer-differs transfer-ended too-large"
              + " quota-exceeded")
  public Response place(@PathParam("id") UUID id, @Nullable NewTransfer asked) {
    Caller caller = current.get();
    Placing.Result result = placing.place(id, offer(asked, caller), caller);
    return Response.status(result.fresh() ? Response.Status.CREATED : Response.Status.OK)
        .entity(result.placed())
        .build();
  }

  /** A device that has been removed learns no more than that it is not signed in. */
  private Offer offer(@Nullable NewTransfer asked, Caller caller) {
    try {
      return Offer.of(asked);
    } catch (GlideException malformed) {
      devices.require(caller.user(), caller.device());
      throw malformed;
    }
  }
}
