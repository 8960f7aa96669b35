package dev.glide.cli.admin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which entries of the audit are asked for.
 *
 * @param transfer only those of it
 * @param user handle: only what they did or what concerns them
 * @param since from then on (inclusive); without it the newest
 * @param until up to then (exclusive)
 */
public record AuditQuestion(
    Optional<UUID> transfer,
    Optional<String> user,
    Optional<Instant> since,
    Optional<Instant> until) {

  AuditQuestion from(Instant start) {
    return new AuditQuestion(transfer, user, Optional.of(start), until);
  }
}
