package dev.glide.registry.admin;

import dev.glide.registry.audit.AuditLog;
import dev.glide.registry.audit.AuditQuestion;
import dev.glide.registry.database.PageSize;
import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.api.AuditPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what to which transfer. */
@Path("/api/v1/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = ProblemResponses.ADMIN)
@AdminOnly
@SmallBody
@RunOnVirtualThread
public final class AuditResource {
  private final AuditLog log;

  AuditResource(AuditLog log) {
    this.log = log;
  }

  @GET
  @Operation(
      summary = "Who did what, oldest first: from a time or page on, or else the newest entries")
  @Extension(name = ProblemResponses.REFUSES, value = "malformed not-found unknown-user")
  public AuditPage audit(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("transfer") @Nullable String transfer,
      @QueryParam("user") @Nullable String user,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until) {
    return log.read(
        AuditQuestion.of(after, time("since", since), time("until", until))
            .about(id(transfer), log.person(user)),
        PageSize.of(limit));
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.malformed(name + " must be a time such as 2030-01-31T12:00:00Z");
    }
  }

  private static @Nullable UUID id(@Nullable String transfer) {
    try {
      return transfer == null ? null : UUID.fromString(transfer);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed("transfer must be a transfer's whole id");
    }
  }
}
