package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.RegistryClient;
import dev.glide.cli.remote.Tickets;
import dev.glide.shared.api.Ticket;
import java.util.UUID;

/** The ticket of one transfer, shared by its workers; asks the registry for the next one. */
final class TransferTickets implements Tickets {
  private final RegistryClient registry;
  private final UUID transfer;
  private volatile String token;

  TransferTickets(RegistryClient registry, UUID transfer, Ticket first) {
    this.registry = registry;
    this.transfer = transfer;
    this.token = first.token();
  }

  @Override
  public String token() {
    return token;
  }

  @Override
  public synchronized String renew(String refused) throws Failure {
    if (token.equals(refused)) {
      token = registry.ticket(transfer).token();
    }
    return token;
  }

  /** Another ticket has come by itself, for a larger layout. */
  synchronized void replace(Ticket ticket) {
    token = ticket.token();
  }
}
