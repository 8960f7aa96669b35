package dev.glide.registry.admin;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.audit.Audited;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.SmallBody;
import dev.glide.registry.relay.Relays;
import dev.glide.shared.admin.RelayEntry;
import dev.glide.shared.admin.RelayList;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.OrderEvent.Kind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

/**
 * The relays, and which of them is to be empty. What is ordered travels as an event; that the relay
 * has heard it is seen in the list, for it says so itself.
 */
@Path("/api/v1/admin/relays")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = ProblemResponses.ADMIN)
@AdminOnly
@SmallBody
@RunOnVirtualThread
public final class RelaysResource {
  private static final String ORDERED = "The relay as it was before it has heard of it";

  private final Jdbi jdbi;
  private final Relays relays;
  private final Orders orders;
  private final Audit audit;
  private final Clock clock;

  RelaysResource(Jdbi jdbi, Relays relays, Orders orders, Audit audit, Clock clock) {
    this.jdbi = jdbi;
    this.relays = relays;
    this.orders = orders;
    this.audit = audit;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "The relays that are there, with what they have to do")
  @Extension(name = ProblemResponses.REFUSES, value = "not-found")
  public RelayList relays() {
    return new RelayList(relays.there());
  }

  @POST
  @Path("{relay}/drain")
  @Audited(Action.RELAY_DRAINED)
  @Operation(summary = "Have a relay give what it has to the others, while its process goes on")
  @APIResponse(
      responseCode = "202",
      description = ORDERED,
      content = @Content(schema = @Schema(implementation = RelayEntry.class)))
  @Extension(name = ProblemResponses.REFUSES, value = "not-found unknown-relay")
  public Response drain(@PathParam("relay") String relay) {
    return order(relay, Kind.DRAIN, Action.RELAY_DRAINED);
  }

  @POST
  @Path("{relay}/undrain")
  @Audited(Action.RELAY_UNDRAINED)
  @Operation(summary = "Have a relay that was drained take part again")
  @APIResponse(
      responseCode = "202",
      description = ORDERED,
      content = @Content(schema = @Schema(implementation = RelayEntry.class)))
  @Extension(name = ProblemResponses.REFUSES, value = "not-found unknown-relay")
  public Response undrain(@PathParam("relay") String relay) {
    return order(relay, Kind.UNDRAIN, Action.RELAY_UNDRAINED);
  }

  private Response order(String id, Kind kind, Action action) {
    RelayEntry relay =
        relays.there().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new GlideException(ErrorCode.UNKNOWN_RELAY, "no relay of this id is there"));
    jdbi.useTransaction(db -> {
      Instant now = Times.now(clock);
      orders.add(db, now, kind, id);
      audit.writeDoneByOperator(db, now, action, null, id);
    });
    return Response.accepted(relay).build();
  }
}
