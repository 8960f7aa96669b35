package dev.glide.registry.transfer;

import dev.glide.registry.auth.SigningKeys;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.token.TicketClaims;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes the tickets that the chunk store believes. */
@Singleton
final class Tickets {
  private final SigningKeys keys;
  private final Clock clock;
  private final Duration life;

  Tickets(
      SigningKeys keys, Clock clock, @ConfigProperty(name = "glide.ticket.life") Duration life) {
    this.keys = keys;
    this.clock = clock;
    this.life = life;
  }

  Ticket write(Transfer transfer, UUID device, TicketClaims.Role role) {
    Instant expiresAt = transfer.endOfTicket(clock.instant(), life);
    String token =
        keys.signer()
            .sign(
                new TicketClaims(
                    transfer.id(),
                    device,
                    role,
                    transfer.stored(),
                    transfer.expiryDay(),
                    expiresAt));
    return new Ticket(token, expiresAt);
  }
}
