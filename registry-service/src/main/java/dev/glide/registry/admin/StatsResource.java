package dev.glide.registry.admin;

import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.admin.Stats;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much there is of everything. */
@Path("/api/v1/admin/stats")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = ProblemResponses.ADMIN)
@AdminOnly
@SmallBody
@RunOnVirtualThread
public final class StatsResource {
  private final Census census;

  StatsResource(Census census) {
    this.census = census;
  }

  @GET
  @Operation(summary = "How many people, transfers, relays and events there are, within seconds")
  @Extension(name = ProblemResponses.REFUSES, value = "not-found")
  public Stats stats() {
    return census.taken();
  }
}
