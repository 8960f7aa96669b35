package dev.glide.cli.remote;

import java.time.Instant;
import java.util.Optional;

/** Keeps the access token between commands, so that a short one needs no sign-in of its own. */
public interface TokenCache {

  /** An access token of one server and device. */
  record Entry(String origin, String device, String token, Instant expiresAt) {}

  Optional<Entry> read();

  /** Best effort: what can't be kept is signed in for again. */
  void write(Entry entry);
}
