package dev.glide.registry.admin;

import dev.glide.registry.audit.Audit;
import dev.glide.registry.audit.Audited;
import dev.glide.registry.database.PageSize;
import dev.glide.registry.database.Times;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.problem.SmallBody;
import dev.glide.registry.user.Invites;
import dev.glide.registry.user.SignUpPolicy;
import dev.glide.shared.admin.InviteOrder;
import dev.glide.shared.admin.InvitePage;
import dev.glide.shared.api.NewInvite;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All invite codes that can still be used, and new ones. */
@Path("/api/v1/admin/invites")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = ProblemResponses.ADMIN)
@AdminOnly
@SmallBody
@RunOnVirtualThread
public final class InvitesResource {
  private static final int MOST_DAYS = 365;

  private final Jdbi jdbi;
  private final Invites invites;
  private final Audit audit;
  private final Clock clock;
  private final SignUpPolicy policy;

  InvitesResource(
      Jdbi jdbi,
      Invites invites,
      Audit audit,
      Clock clock,
      @ConfigProperty(name = "glide.sign-up") SignUpPolicy policy) {
    this.jdbi = jdbi;
    this.invites = invites;
    this.audit = audit;
    this.clock = clock;
    this.policy = policy;
  }

  @GET
  @Operation(summary = "Invite codes that can still be used, without the codes themselves")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed not-found")
  public InvitePage invites(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    return jdbi.withHandle(db -> invites.usable(db, after, PageSize.of(limit)));
  }

  @POST
  @Audited(Action.INVITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make an invite code for one person")
  @APIResponse(
      responseCode = "201",
      description = "The code",
      content = @Content(schema = @Schema(implementation = NewInvite.class)))
  @Extension(
      name = ProblemResponses.REFUSES,
      value = "malformed not-found sign-up-closed too-large")
  public Response makeInvite(@Nullable InviteOrder order) {
    if (policy == SignUpPolicy.CLOSED) {
      throw new GlideException(
          ErrorCode.SIGN_UP_CLOSED, "this server takes nobody, with or without an invite");
    }
    Duration life = life(order);
    NewInvite made =
        jdbi.inTransaction(db -> {
          Invites.Made invite = invites.makeForOperator(db, life);
          Instant now = Times.now(clock);
          audit.writeDoneByOperator(db, now, Action.INVITE, null, invite.id());
          return invite.invite();
        });
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  private Duration life(@Nullable InviteOrder order) {
    Integer days = order == null ? null : order.days();
    if (days == null) {
      return invites.life();
    }
    if (days < 1 || days > MOST_DAYS) {
      throw Refusal.malformed("days must be from 1 to " + MOST_DAYS);
    }
    return Duration.ofDays(days);
  }

  @DELETE
  @Path("{invite}")
  @Audited(Action.INVITE_REVOKED)
  @Operation(summary = "Take back an invite code that nobody has used")
  @Extension(name = ProblemResponses.REFUSES, value = "not-found unknown-invite")
  public void revokeInvite(@PathParam("invite") String id) {
    jdbi.useTransaction(db -> {
      if (!invites.revoke(db, id)) {
        throw new GlideException(
            ErrorCode.UNKNOWN_INVITE, "there is no such invite, or it has been used");
      }
      Instant now = Times.now(clock);
      audit.writeDoneByOperator(db, now, Action.INVITE_REVOKED, null, id);
    });
  }
}
