package dev.glide.registry.admin;

import dev.glide.registry.audit.AdminRequest;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets the operator in. Where there is no token, there is nothing to get into. */
@Provider
@AdminOnly
@Priority(Priorities.AUTHENTICATION)
public final class AdminFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final AdminToken token;

  AdminFilter(AdminToken token) {
    this.token = token;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!token.isThere()) {
      throw new GlideException(
          ErrorCode.NOT_FOUND, "this server has no admin token, so nothing can be asked here");
    }
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !token.is(authorization.substring(SCHEME.length()))) {
      throw Refusal.notSignedIn("the server's admin token is needed");
    }
    AdminRequest.letIn(request);
  }
}
