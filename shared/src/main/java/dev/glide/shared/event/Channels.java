package dev.glide.shared.event;

/**
 * Names of the messaging channels. A channel with a sender and a listener in one process is wired
 * there; apart, configuration puts a Kafka topic behind each end.
 */
public final class Channels {
  /** Carries {@link TransferEvent}. */
  public static final String TRANSFER = "glide-transfer";

  /** Carries {@link ChunkEvent}. */
  public static final String CHUNK = "glide-chunk";

  /** Carries {@link RelayEvent}. */
  public static final String RELAY = "glide-relay";

  /** Carries {@link PresenceEvent}. */
  public static final String PRESENCE = "glide-presence";

  /** Carries {@link OrderEvent}. */
  public static final String ORDER = "glide-order";

  /** Carries {@link AuditEvent}. */
  public static final String AUDIT = "glide-audit";

  private Channels() {}
}
