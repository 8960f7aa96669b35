package dev.glide.registry.auth;

import dev.glide.registry.problem.Refusal;
import dev.glide.shared.token.AccessClaims;
import dev.glide.shared.token.TokenRefused;
import dev.glide.shared.trace.LogKeys;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Lets a request in that bears an access token, and makes its caller known. */
@Provider
@SignedIn
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final SignedInDevices devices;
  private final CurrentCaller current;

  AccessFilter(AccessTokens tokens, SignedInDevices devices, CurrentCaller current) {
    this.tokens = tokens;
    this.devices = devices;
    this.current = current;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    AccessClaims claims = claims(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    // A removed device or a disabled user is out at once, not when the token expires.
    Caller caller = devices.require(claims.user(), claims.device());
    current.set(caller);
    MDC.put(LogKeys.USER, caller.user().toString());
    MDC.put(LogKeys.DEVICE, caller.device().toString());
  }

  private AccessClaims claims(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refusal.notSignedIn("an access token is needed");
    }
    try {
      return tokens.verified(authorization.substring(SCHEME.length()).strip());
    } catch (TokenRefused e) {
      throw Refusal.notSignedIn("the access token is not valid, or not any more");
    }
  }
}
