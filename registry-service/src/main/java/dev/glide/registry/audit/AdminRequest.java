package dev.glide.registry.audit;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Marks requests of the operator, so that what is refused to them is known to be theirs. */
public final class AdminRequest {
  private static final String PROPERTY = AdminRequest.class.getName();

  private AdminRequest() {}

  public static void letIn(ContainerRequestContext request) {
    request.setProperty(PROPERTY, true);
  }

  static boolean isLetIn(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) != null;
  }
}
