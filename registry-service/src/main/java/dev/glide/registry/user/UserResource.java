package dev.glide.registry.user;

import dev.glide.registry.audit.Audited;
import dev.glide.registry.auth.SignedIn;
import dev.glide.registry.database.PageSize;
import dev.glide.registry.database.Slice;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.Handle;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.api.UserEntry;
import dev.glide.shared.api.UserPage;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Signing up, and who is there. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
@SmallBody
@RunOnVirtualThread
public final class UserResource {
  private final Jdbi jdbi;
  private final Users users;
  private final SignUp signUp;
  private final Presence presence;

  UserResource(Jdbi jdbi, Users users, SignUp signUp, Presence presence) {
    this.jdbi = jdbi;
    this.users = users;
    this.signUp = signUp;
    this.presence = presence;
  }

  @POST
  @Audited(Action.SIGN_UP)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make an account with its first device")
  @APIResponse(
      responseCode = "201",
      description = "The new account",
      content = @Content(schema = @Schema(implementation = Account.class)))
  @APIResponse(
      responseCode = "200",
      description = "The account that the same request has made before",
      content = @Content(schema = @Schema(implementation = Account.class)))
  @Extension(
      name = ProblemResponses.REFUSES,
      value = "malformed handle-taken handle-invalid sign-up-closed invite-needed too-large")
  public Response register(@Nullable NewUser asked) {
    SignUp.Registered registered = signUp.register(asked);
    return Response.status(registered.fresh() ? Response.Status.CREATED : Response.Status.OK)
        .entity(registered.account())
        .build();
  }

  @GET
  @SignedIn
  @SecurityRequirement(name = "access")
  @Operation(summary = "People on this server in order of name, and who is online")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed")
  public UserPage people(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    if (after != null && !Handle.isValid(after)) {
      throw Refusal.noNextPage();
    }
    int size = PageSize.of(limit);
    Slice<Users.Person> people =
        Slice.of(jdbi.withHandle(db -> users.page(db, after, size + 1)), size);
    Set<UUID> online = presence.onlineAmong(people.shown().stream().map(Users.Person::id).toList());
    return new UserPage(
        people.shown().stream()
            .map(each -> new UserEntry(each.handle(), online.contains(each.id())))
            .toList(),
        people.next(Users.Person::handle));
  }
}
