package dev.glide.shared.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has done something, or was refused. The registry says it; keyed by transfer, or by user
 * where there is no transfer, or else by itself. People and transfers are named by id only.
 *
 * @param user who did it; {@code null} if nobody did, or it is not known who it was
 * @param device with which; the one concerned, where a device is added or removed
 * @param transfer to what
 * @param other the user whom it concerns besides, such as a recipient whose copy is parked
 * @param from address of the client as far as the gateway tells it
 * @param result {@link #DONE}, or the error code of the refusal
 * @param correlation of the request
 * @param operator true if the operator of the server did it; there is no {@code user} then
 * @param detail what it was done to or with, where that is nothing of the above: a relay's id, a
 *     quota in bytes, the id of an invite or of a key
 */
public record AuditEvent(
    UUID id,
    Instant at,
    Action action,
    @Nullable UUID user,
    @Nullable UUID device,
    @Nullable UUID transfer,
    @Nullable UUID other,
    @Nullable String from,
    String result,
    @Nullable String correlation,
    @Nullable Boolean operator,
    @Nullable String detail)
    implements Event {
  public static final String DONE = "done";

  /** What was done. */
  public enum Action {
    SIGN_UP,
    INVITE,
    DEVICE_ADDED,
    DEVICE_REMOVED,
    OFFER,
    ACCEPT,
    DECLINE,
    CANCEL,
    DELIVER,
    SESSION,
    /** All chunks are in the store. */
    PARK,
    EXPIRE,
    /** The operator keeps somebody out. */
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    QUOTA_SET,
    INVITE_REVOKED,
    /** The operator takes a relay out of use; it goes on. */
    RELAY_DRAINED,
    RELAY_UNDRAINED,
    /** The operator has had a signing key made before its time. */
    KEY_ROTATED,
    /** The same, and the others are trusted no more. */
    KEYS_REVOKED
  }

  @Override
  public String channel() {
    return Channels.AUDIT;
  }

  @Override
  public String key() {
    UUID subject = transfer == null ? user : transfer;
    return Objects.requireNonNullElse(subject, id).toString();
  }

  @Override
  public String what() {
    return Event.word(action);
  }
}
