package dev.glide.registry.transfer;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.auth.CurrentCaller;
import dev.glide.registry.auth.SignedIn;
import dev.glide.registry.database.Cursor;
import dev.glide.registry.database.PageSize;
import dev.glide.registry.database.Slice;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.TransferPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the caller has sent and received, and what waits for them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "transfers")
@SecurityRequirement(name = "access")
@SignedIn
@RunOnVirtualThread
public final class TransferListResource {
  private final Jdbi jdbi;
  private final Transfers transfers;
  private final Views views;
  private final Clock clock;
  private final CurrentCaller current;

  TransferListResource(
      Jdbi jdbi, Transfers transfers, Views views, Clock clock, CurrentCaller current) {
    this.jdbi = jdbi;
    this.transfers = transfers;
    this.views = views;
    this.clock = clock;
    this.current = current;
  }

  @GET
  @Path("transfers")
  @Operation(summary = "What the caller has sent or received, newest first")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed")
  public TransferPage sentOrReceived(
      @QueryParam("role") @Nullable String role,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    return switch (role) {
      case "sent" -> page(transfers::sent, after, limit);
      case "received" -> page(transfers::received, after, limit);
      case null, default -> throw Refusal.malformed("role must be sent or received");
    };
  }

  @GET
  @Path("inbox")
  @Operation(summary = "What is offered to or accepted by the caller and has not ended")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed")
  public TransferPage inbox(
      @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable Integer limit) {
    return page(
        (db, user, cursor, size) -> transfers.inbox(db, user, clock.instant(), cursor, size),
        after,
        limit);
  }

  private TransferPage page(Listing listing, @Nullable String after, @Nullable Integer limit) {
    Cursor cursor = Cursor.parse(after);
    int size = PageSize.of(limit);
    Caller caller = current.get();
    return jdbi.withHandle(db -> {
      List<Transfer> found = listing.read(db, caller.user(), cursor, size + 1);
      return views.page(db, Slice.of(found, size), caller);
    });
  }

  /** One of the lists. */
  private interface Listing {
    List<Transfer> read(Handle db, UUID user, Cursor after, int limit);
  }
}
