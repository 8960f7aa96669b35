package dev.glide.registry.auth;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address that an assertion must have been made for, so that one made for another server is
 * worth nothing here. A server that knows its own origins believes only them; one that does not
 * takes the address of the request, which whoever passes an assertion on could choose.
 */
@Singleton
public final class Audience {
  static final String TOKEN_PATH = "/api/v1/auth/token";

  private final List<String> origins;

  Audience(@ConfigProperty(name = "glide.origins") Optional<List<String>> origins) {
    this.origins = origins.orElse(List.of()).stream().map(Audience::withoutSlash).toList();
  }

  String[] accepted(UriInfo request) {
    if (!origins.isEmpty()) {
      return origins.stream().map(origin -> origin + TOKEN_PATH).toArray(String[]::new);
    }
    return new String[] {withoutSlash(request.getBaseUri().toString()) + TOKEN_PATH};
  }

  private static String withoutSlash(String origin) {
    return origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
  }
}
