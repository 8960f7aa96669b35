package dev.glide.registry.user;

/** Who may make an account: {@code glide.sign-up}. */
enum SignUpPolicy {
  OPEN,
  INVITE,
  CLOSED
}
