package dev.glide.shared.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hint that a presence socket carries to a client: something may have changed. The truth is in
 * the registry.
 *
 * @param kind one of the constants here; a client ignores those it does not know
 * @param transfer which one; {@code null} where it is about none
 */
public record Notice(String kind, @Nullable UUID transfer) {
  /** The socket is up: look at the inbox now, for what was missed. */
  public static final String READY = "ready";

  /** To recipients: there is something in the inbox. */
  public static final String OFFER = "offer";

  /** To the sender, and to the other devices of the recipient. */
  public static final String ACCEPTED = "accepted";

  /** As {@link #ACCEPTED}. */
  public static final String DECLINED = "declined";

  /** As {@link #ACCEPTED}. */
  public static final String DELIVERED = "delivered";

  /** To recipients and sender: all chunks are in the chunk store, or with the recipients. */
  public static final String PARKED = "parked";

  /** To recipients and sender. */
  public static final String CANCELLED = "cancelled";

  /** To recipients and sender. */
  public static final String EXPIRED = "expired";

  /** To recipients and sender: a session has been made, or has moved to another relay. */
  public static final String SESSION = "session";

  /** This relay is going: connect again, which leads to another one. */
  public static final String MOVE = "move";
}
