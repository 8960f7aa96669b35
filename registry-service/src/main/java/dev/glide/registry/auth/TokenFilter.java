package dev.glide.registry.auth;

import dev.glide.shared.token.AccessClaims;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets a request in that bears an access token, and takes its word for who the caller is. */
@Provider
@BearsToken
@Priority(Priorities.AUTHENTICATION)
public final class TokenFilter implements ContainerRequestFilter {
  private final AccessTokens tokens;
  private final CurrentCaller current;

  TokenFilter(AccessTokens tokens, CurrentCaller current) {
    this.tokens = tokens;
    this.current = current;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    AccessClaims claims = tokens.borne(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    current.set(new Caller(claims.user(), claims.device(), claims.handle()));
  }
}
