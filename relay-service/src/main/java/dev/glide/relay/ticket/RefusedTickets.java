package dev.glide.relay.ticket;

import dev.glide.shared.count.Counts;
import dev.glide.shared.token.TicketRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** How many tickets and access tokens have been refused since the start, and why. Thread-safe. */
@ApplicationScoped
public class RefusedTickets {
  private final Map<Kind, Counts<TicketRefusal>> counts = new EnumMap<>(Kind.class);

  public RefusedTickets() {
    for (Kind each : Kind.values()) {
      counts.put(each, new Counts<>(TicketRefusal.class));
    }
  }

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
    of(kind).count(why);
  }

  public long of(Kind kind, TicketRefusal why) {
    return of(kind).of(why);
  }

  private Counts<TicketRefusal> of(Kind kind) {
    return counts.getOrDefault(kind, new Counts<>(TicketRefusal.class));
  }
}
