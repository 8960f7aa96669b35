package dev.glide.registry.problem;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses a body that says it is longer than {@link #MAX_BYTES}. */
@Provider
@SmallBody
@Priority(Priorities.AUTHORIZATION)
public final class SmallBodyFilter implements ContainerRequestFilter {
  static final int MAX_BYTES = 64 * 1024;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() > MAX_BYTES) {
      throw Refusal.tooLarge("bytes of this request", MAX_BYTES, request.getLength());
    }
  }
}
