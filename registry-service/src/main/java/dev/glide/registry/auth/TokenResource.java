package dev.glide.registry.auth;

import dev.glide.registry.problem.ProblemResponses;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.TokenResponse;
import dev.glide.shared.token.AccessClaims;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Trades a signed assertion for an access token (RFC 7523). */
@Path("/api/v1/auth/token")
@Tag(name = "sign-in")
@RunOnVirtualThread
public final class TokenResource {
  static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final Assertions assertions;
  private final Audience audience;
  private final SigningKeys keys;
  private final Clock clock;
  private final Duration life;

  TokenResource(
      Assertions assertions,
      Audience audience,
      SigningKeys keys,
      Clock clock,
      @ConfigProperty(name = "glide.access.life") Duration life) {
    this.assertions = assertions;
    this.audience = audience;
    this.keys = keys;
    this.clock = clock;
    this.life = life;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sign in by an assertion that the device has signed")
  @APIResponse(
      responseCode = "200",
      description = "An access token",
      content = @Content(schema = @Schema(implementation = TokenResponse.class)))
  @Extension(
      name = ProblemResponses.REFUSES,
      value = "malformed assertion-refused account-disabled")
  public Response token(
      @FormParam("grant_type") @Nullable String grantType,
      @FormParam("assertion") @Nullable String assertion,
      @Context UriInfo request) {
    if (!GRANT_TYPE.equals(grantType)) {
      throw Refusal.malformed("grant_type must be " + GRANT_TYPE);
    }
    if (assertion == null || assertion.isEmpty()) {
      throw Refusal.malformed("assertion is missing");
    }
    Caller caller = assertions.accept(assertion, audience.accepted(request));
    String token =
        keys.signer()
            .sign(
                new AccessClaims(
                    caller.user(), caller.device(), caller.handle(), clock.instant().plus(life)));
    return Response.ok(new TokenResponse(token, "Bearer", life.toSeconds()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
