package dev.glide.registry.relay;

import dev.glide.registry.problem.Refusal;
import dev.glide.registry.problem.SmallBody;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.RelayEvent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Takes what relays say of themselves where there is no broker between them and the registry. Not
 * there unless a secret has been configured that both know.
 */
@Path("/internal/v1/relays/{id}")
@SmallBody
public final class AnnouncementResource {
  private static final String SCHEME = "Bearer ";

  private final Heartbeats heartbeats;
  private final Optional<String> secret;

  AnnouncementResource(
      Heartbeats heartbeats,
      @ConfigProperty(name = "glide.cluster.secret") Optional<String> secret) {
    this.heartbeats = heartbeats;
    this.secret = secret;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public void announce(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Nullable RelayEvent event) {
    authorize(authorization);
    if (event == null || !id.equals(event.relay())) {
      throw Refusal.malformed("the body must be an announcement of the relay in the address");
    }
    try {
      heartbeats.hear(event);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed(String.valueOf(e.getMessage()));
    }
  }

  private void authorize(@Nullable String authorization) {
    byte[] expected =
        secret
            .orElseThrow(
                () -> new GlideException(ErrorCode.NOT_FOUND, "there is nothing at this address"))
            .getBytes(StandardCharsets.UTF_8);
    String header = authorization == null ? "" : authorization;
    String given =
        header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? header.substring(SCHEME.length()).strip()
            : "";
    if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      throw Refusal.notSignedIn("the secret of the cluster is needed");
    }
  }
}
