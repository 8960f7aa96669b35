package dev.glide.registry.admin;

import dev.glide.registry.codec.Sha256;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The operator's token, if the server has one; only its hash is kept. */
@Singleton
final class AdminToken {
  private static final int SHORTEST = 32;

  private final byte @Nullable [] hash;

  AdminToken(@ConfigProperty(name = "glide.admin.token") Optional<String> token) {
    if (token.isPresent() && token.get().strip().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "glide.admin.token must have at least " + SHORTEST + " characters");
    }
    this.hash = token.map(AdminToken::hash).orElse(null);
  }

  boolean isThere() {
    return hash != null;
  }

  /** Takes the same time whatever was presented. */
  boolean is(String presented) {
    return MessageDigest.isEqual(hash, hash(presented));
  }

  private static byte[] hash(String token) {
    return Sha256.start().digest(token.strip().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "admin token";
  }
}
