package dev.glide.chunks.ticket;

import dev.glide.shared.count.Counts;
import dev.glide.shared.token.TicketRefusal;
import jakarta.enterprise.context.ApplicationScoped;

/** How many tickets have been refused since the start, and why. Thread-safe. */
@ApplicationScoped
public class RefusedTickets {
  private final Counts<TicketRefusal> counts = new Counts<>(TicketRefusal.class);

  public void count(TicketRefusal why) {
    counts.count(why);
  }

  public long of(TicketRefusal why) {
    return counts.of(why);
  }
}
