package dev.glide.shared.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pair of connections on a relay for one transfer and one device of a recipient, as one of the
 * two sides may use it.
 *
 * @param recipient whose device it is
 * @param device the recipient's
 * @param epoch counts the relays that this session has been assigned to; both sides must come with
 *     the same
 * @param url the assigned relay's own origin, where clients can reach it; {@code null}: ask the
 *     server's origin, which passes it on
 * @param partnerOnline whether the other side's user has a device online, as a hint
 * @param odd where the lanes with odd numbers meet; {@code null}: where the others do
 */
public record SessionGrant(
    UUID session,
    UUID transfer,
    String recipient,
    UUID device,
    int epoch,
    @Nullable String url,
    boolean partnerOnline,
    Ticket ticket,
    @Nullable LanePlace odd) {

  /** The same with the relay and the ticket that a lane needs. */
  public SessionGrant forLane(int lane) {
    return odd == null || lane % 2 == 0
        ? this
        : new SessionGrant(
            session,
            transfer,
            recipient,
            device,
            epoch,
            odd.url(),
            partnerOnline,
            odd.ticket(),
            odd);
  }
}
