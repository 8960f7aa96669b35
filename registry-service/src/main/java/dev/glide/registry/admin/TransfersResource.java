package dev.glide.registry.admin;

import dev.glide.registry.database.PageSize;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.problem.SmallBody;
import dev.glide.registry.transfer.Ledger;
import dev.glide.shared.admin.TransferEntry.State;
import dev.glide.shared.admin.TransferEntryPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Everybody's transfers, as far as the server knows what they are. */
@Path("/api/v1/admin/transfers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = ProblemResponses.ADMIN)
@AdminOnly
@SmallBody
@RunOnVirtualThread
public final class TransfersResource {
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final Jdbi jdbi;
  private final Ledger ledger;

  TransfersResource(Jdbi jdbi, Ledger ledger) {
    this.jdbi = jdbi;
    this.ledger = ledger;
  }

  @GET
  @Operation(
      summary =
          "Transfers under way, those first that expire first; or those that have ended, the latest"
              + " first")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed not-found")
  public TransferEntryPage everybodysTransfers(
      @QueryParam("state") @Nullable String state,
      @QueryParam("before") @Nullable String before,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit) {
    return jdbi.withHandle(
        db -> ledger.page(db, state(state), time(before), after, PageSize.of(limit)));
  }

  private static @Nullable State state(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return Arrays.stream(State.values())
        .filter(each -> each.name().equals(word))
        .findAny()
        .orElseThrow(() -> Refusal.malformed("state must be WAITING, PARKED or ENDED"));
  }

  private static Instant time(@Nullable String before) {
    try {
      Instant time = before == null ? LATEST : Instant.parse(before);
      return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
    } catch (DateTimeException e) {
      throw Refusal.malformed("before must be a time such as 2030-01-31T12:00:00Z");
    }
  }
}
