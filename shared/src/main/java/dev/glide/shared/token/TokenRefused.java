package dev.glide.shared.token;

/** A token is not signed by a known key, has expired, or does not say what it must. */
public final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1L;

  TokenRefused(String message) {
    super(message);
  }

  TokenRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
