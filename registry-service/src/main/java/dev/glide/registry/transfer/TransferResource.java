package dev.glide.registry.transfer;

import dev.glide.registry.audit.Audited;
import dev.glide.registry.auth.Caller;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.auth.SignedIn;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.api.TransferView;
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
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** One transfer, for those who take part in it; for everyone else it is not there. */
@Path("/api/v1/transfers/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "transfers")
@SecurityRequirement(name = "access")
@SignedIn
@SmallBody
@RunOnVirtualThread
public final class TransferResource {
  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Views views;
  private final Steps steps;
  private final OpenStreams streams;
  private final CurrentCaller current;

  TransferResource(
      Jdbi jdbi,
      Transfers transfers,
      Views views,
      Steps steps,
      OpenStreams streams,
      CurrentCaller current) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.views = views;
    this.steps = steps;
    this.streams = streams;
    this.current = current;
  }

  @GET
  @Operation(summary = "A transfer that the caller sends or receives")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer")
  public TransferView view(@PathParam("id") UUID id) {
    Caller caller = current.get();
    return jdbi.withHandle(db -> views.one(db, id, caller));
  }

  @GET
  @Path("manifest")
  @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
  @Operation(summary = "Its sealed manifest")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer transfer-ended")
  public byte[] manifest(@PathParam("id") UUID id) {
    Caller caller = current.get();
    return jdbi.withHandle(db -> {
      views.one(db, id, caller);
      return transfers
          .manifest(db, id)
          .orElseThrow(() -> Refusal.transferEnded("its manifest is gone"));
    });
  }

  @POST
  @Audited(Action.ACCEPT)
  @Path("accept")
  @Operation(summary = "Take an offer, and get the ticket to fetch it")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer wrong-state transfer-ended")
  public Ticket accept(@PathParam("id") UUID id) {
    return steps.accept(id, current.get());
  }

  @POST
  @Audited(Action.DECLINE)
  @Path("decline")
  @Operation(summary = "Refuse an offer")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer wrong-state transfer-ended")
  public void decline(@PathParam("id") UUID id) {
    steps.decline(id, current.get());
  }

  @POST
  @Audited(Action.DELIVER)
  @Path("delivered")
  @Operation(summary = "Say that everything has arrived")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer wrong-state transfer-ended")
  public void delivered(@PathParam("id") UUID id) {
    steps.delivered(id, current.get());
  }

  @POST
  @Audited(Action.CANCEL)
  @Path("cancel")
  @Operation(summary = "End it for everyone who has not got it")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer transfer-ended")
  public void cancel(@PathParam("id") UUID id) {
    steps.cancel(id, current.get());
  }

  @POST
  @Path("ticket")
  @Operation(summary = "A fresh ticket to bring or fetch chunks")
  @Extension(name = ProblemResponses.REFUSES, value = "unknown-transfer wrong-state transfer-ended")
  public Ticket ticket(@PathParam("id") UUID id) {
    return steps.ticket(id, current.get());
  }

  @POST
  @Path("grow")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Reserve room for more bytes of an open stream")
  @Extension(
      name = ProblemResponses.REFUSES,
      value = "malformed unknown-transfer wrong-state transfer-ended too-large quota-exceeded")
  public Ticket grow(@PathParam("id") UUID id, @Nullable Growth growth) {
    return streams.grow(id, growth, current.get());
  }

  @POST
  @Path("close")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say how long an open stream was")
  @Extension(
      name = ProblemResponses.REFUSES,
      value = "malformed unknown-transfer wrong-state transfer-ended too-large")
  public Placed close(@PathParam("id") UUID id, @Nullable Closing closing) {
    return streams.close(id, closing, current.get());
  }
}
