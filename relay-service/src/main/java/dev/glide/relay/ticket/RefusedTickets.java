package dev.glide.relay.ticket;

import dev.glide.shared.count.Counts;
import dev.glide.shared.count.GroupedCounts;
import dev.glide.shared.token.TicketRefusal;
import jakarta.enterprise.context.ApplicationScoped;

/** How many tickets and access tokens have been refused since the start, and why. Thread-safe. */
@ApplicationScoped
public class RefusedTickets {
  private final GroupedCounts<Kind, TicketRefusal> counts =
      new GroupedCounts<>(Kind.class, TicketRefusal.class);

  /** What was shown. */
  public enum Kind {
    /** A ticket for a session. */
    SESSION,
    /** An access token, for being online. */
    ACCESS;

    /** The name in metrics. */
    public String word() {
      return Counts.word(this);
    }
  }

  public void count(Kind kind, TicketRefusal why) {
    counts.count(kind, why);
  }

  public long of(Kind kind, TicketRefusal why) {
    return counts.of(kind, why);
  }
}
