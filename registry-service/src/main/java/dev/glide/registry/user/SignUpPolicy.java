package dev.glide.registry.user;

/** Who may make an account: {@code glide.sign-up}. */
public enum SignUpPolicy {
  OPEN,
  INVITE,
  CLOSED
}
