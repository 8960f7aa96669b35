package dev.glide.registry.admin;

import dev.glide.registry.audit.Audited;
import dev.glide.registry.database.PageSize;
import dev.glide.registry.database.Slice;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.problem.SmallBody;
import dev.glide.registry.user.Accounts;
import dev.glide.shared.admin.AccountEntry;
import dev.glide.shared.admin.AccountPage;
import dev.glide.shared.admin.Quota;
import dev.glide.shared.api.Handle;
import dev.glide.shared.event.AuditEvent.Action;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All people, and who of them may do what. */
@Path("/api/v1/admin/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = ProblemResponses.ADMIN)
@AdminOnly
@SmallBody
@RunOnVirtualThread
public final class AccountsResource {
  private final Jdbi jdbi;
  private final Accounts accounts;
  private final Keeping keeping;

  AccountsResource(Jdbi jdbi, Accounts accounts, Keeping keeping) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.keeping = keeping;
  }

  @GET
  @Operation(summary = "All accounts in order of name, or those whose names begin alike")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed not-found")
  public AccountPage accounts(
      @QueryParam("search") @Nullable String beginning,
      @QueryParam("disabled") @Nullable Boolean disabledOnly,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    if (after != null && !Handle.isValid(after)) {
      throw Refusal.noNextPage();
    }
    int size = PageSize.of(limit);
    boolean disabled = Boolean.TRUE.equals(disabledOnly);
    Slice<Accounts.Account> slice =
        Slice.of(
            jdbi.withHandle(db -> accounts.page(db, beginning, disabled, after, size + 1)), size);
    return new AccountPage(keeping.entries(slice.shown()), slice.next(Accounts.Account::handle));
  }

  @POST
  @Path("{handle}/disable")
  @Audited(Action.ACCOUNT_DISABLED)
  @Operation(summary = "Sign somebody out and keep them out; what waits for them stays")
  @Extension(name = ProblemResponses.REFUSES, value = "not-found unknown-user")
  public AccountEntry disable(@PathParam("handle") String handle) {
    return keeping.setDisabled(handle, true);
  }

  @POST
  @Path("{handle}/enable")
  @Audited(Action.ACCOUNT_ENABLED)
  @Operation(summary = "Let somebody sign in again")
  @Extension(name = ProblemResponses.REFUSES, value = "not-found unknown-user")
  public AccountEntry enable(@PathParam("handle") String handle) {
    return keeping.setDisabled(handle, false);
  }

  @PUT
  @Path("{handle}/quota")
  @Audited(Action.QUOTA_SET)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Set what somebody's transfers may take")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed not-found unknown-user too-large")
  public AccountEntry setQuota(@PathParam("handle") String handle, @Nullable Quota quota) {
    return keeping.setQuota(handle, quota);
  }
}
