package dev.glide.relay.pairing;

import java.util.Locale;

/** Every way in which a connection of a session can end, as it was for that connection. */
public enum Ending {
  /** Both sides closed after their last byte. */
  PAIRED_AND_CLOSED,
  /** Nobody on the other side within the waiting time. */
  PARTNER_NEVER_CAME,
  /** The other side's connection broke, or has been replaced. */
  PARTNER_LOST,
  /** This connection itself broke, or was closed before it had a partner. */
  GONE,
  /** The same side has come again, with the same or a newer epoch. */
  REPLACED,
  /** A newer epoch of this session is there already. */
  TOO_LATE,
  /** No byte in either direction for the idle time. */
  IDLE,
  /** Older than a connection may be. */
  LIFETIME,
  /** More sessions than this user or this relay may have. */
  OVER_LIMIT,
  /** The relay is going. */
  DRAINING,
  /** The relay itself failed. */
  FAILED;

  /** The name in the protocol, in logs and in counts, like {@code partner-lost}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
