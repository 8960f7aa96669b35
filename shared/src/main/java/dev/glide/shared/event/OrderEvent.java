package dev.glide.shared.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The operator wants something of relays. The registry says it, every relay hears it, those that
 * start hear what was said in the last hours; keyed by what it is about, so that the newest word
 * holds. It may be said more than once.
 *
 * @param relay which one it is about, with {@code DRAIN} and {@code UNDRAIN}
 * @param user whom it is about, with {@code SHUT_OUT} and {@code LET_IN}
 * @param correlation of the request that it comes from, if it comes from one
 */
public record OrderEvent(
    UUID id,
    Instant at,
    Kind kind,
    @Nullable String relay,
    @Nullable UUID user,
    @Nullable String correlation)
    implements Event {

  /** What is wanted. */
  public enum Kind {
    /** The relay gives its sessions and devices to others and takes no new ones. */
    DRAIN,
    /** The relay takes part again. */
    UNDRAIN,
    /** The user's devices are disconnected, and whatever token they show is no good. */
    SHUT_OUT,
    /** The user's devices may connect again. */
    LET_IN
  }

  public OrderEvent {
    boolean ofRelay = kind == Kind.DRAIN || kind == Kind.UNDRAIN;
    if (ofRelay != (relay != null) || ofRelay == (user != null)) {
      throw new IllegalArgumentException("an order is about a relay or about a user: " + kind);
    }
  }

  @Override
  public String channel() {
    return Channels.ORDER;
  }

  @Override
  public String key() {
    return relay == null ? String.valueOf(user) : relay;
  }

  @Override
  public String what() {
    return Event.word(kind);
  }
}
