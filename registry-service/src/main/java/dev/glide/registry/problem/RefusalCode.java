package dev.glide.registry.problem;

import dev.glide.shared.error.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** The code that a request is being refused with, for filters that look at the answer. */
public final class RefusalCode {
  private static final String PROPERTY = RefusalCode.class.getName();

  private RefusalCode() {}

  static void set(ContainerRequestContext request, String code) {
    request.setProperty(PROPERTY, code);
  }

  /** Empty if the request was not refused: a failure of the server is no refusal. */
  public static Optional<String> of(ContainerRequestContext request) {
    return Optional.ofNullable(request.getProperty(PROPERTY))
        .map(Object::toString)
        .filter(code -> !code.equals(ErrorCode.INTERNAL.code()));
  }
}
