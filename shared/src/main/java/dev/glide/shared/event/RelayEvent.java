package dev.glide.shared.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A relay is there. Relays say it every few seconds, the registry hears it; keyed by relay.
 *
 * @param relay a new id for each start of a relay
 * @param address internal origin, where other relays forward sessions to
 * @param url origin where clients can reach this very relay; {@code null} if there is none
 * @param sessions how many it has now
 * @param maxSessions how many it takes at most
 * @param draining whether it is going: it takes no new sessions and wants to lose those it has
 */
public record RelayEvent(
    UUID id,
    Instant at,
    String relay,
    String address,
    @Nullable String url,
    int sessions,
    int maxSessions,
    boolean draining)
    implements Event {
  public static final String BEAT = "beat";

  @Override
  public String channel() {
    return Channels.RELAY;
  }

  @Override
  public String key() {
    return relay;
  }

  @Override
  public String what() {
    return BEAT;
  }
}
