package dev.glide.registry.auth;

import dev.glide.shared.token.AccessClaims;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets a request in that bears an access token, and makes its caller known. */
@Provider
@SignedIn
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ContainerRequestFilter {
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
    AccessClaims claims = tokens.borne(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    // A removed device or a disabled user is out at once, not when the token expires.
    current.set(devices.require(claims.user(), claims.device()));
  }
}
