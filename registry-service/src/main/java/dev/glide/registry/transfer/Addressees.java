package dev.glide.registry.transfer;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.user.HandleIds;
import dev.glide.registry.user.Users;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds whom an offer is for, and says why it is not sealed to the devices they have now. */
@Singleton
final class Addressees {
  private final Users users;
  private final HandleIds handles;

  Addressees(Users users, HandleIds handles) {
    this.users = users;
    this.handles = handles;
  }

  /**
   * The recipients' users, in the order of the offer; empty if one of them is nobody. Nothing is
   * checked but that they have been there.
   */
  Optional<List<UUID>> of(Handle db, Offer offer) {
    Map<String, UUID> ids = handles.of(db, offer.recipients());
    List<UUID> recipients =
        offer.recipients().stream().map(ids::get).filter(Objects::nonNull).toList();
    return recipients.size() == offer.recipients().size()
        ? Optional.of(recipients)
        : Optional.empty();
  }

  /** Lets whose handles these are be read anew. */
  void forget(Offer offer) {
    handles.forget(offer.recipients());
  }

  /**
   * Says what is wrong with whom an offer is for, if something is.
   *
   * @throws GlideException {@code unknown-user}, or {@code devices-changed} when a recipient's
   *     device has no sealed key, or a key is for a device that is neither a recipient's nor the
   *     sender's own
   */
  void check(Handle db, Offer offer, Caller sender) {
    Map<String, List<Owned>> people = people(db, offer, sender);
    Set<UUID> allowed = new HashSet<>(devices(people.getOrDefault(sender.handle(), List.of())));
    for (String handle : offer.recipients()) {
      List<Owned> owned = people.get(handle);
      if (owned == null) {
        throw users.unknown(handle);
      }
      if (!offer.keys().keySet().containsAll(devices(owned))) {
        throw changed("a device of @" + handle + " has no sealed key");
      }
      allowed.addAll(devices(owned));
    }
    if (!allowed.containsAll(offer.keys().keySet())) {
      throw changed("a sealed key is for a device that no recipient has");
    }
  }

  private static List<UUID> devices(List<Owned> owned) {
    return owned.stream().map(Owned::device).toList();
  }

  private static Map<String, List<Owned>> people(Handle db, Offer offer, Caller sender) {
    List<String> handles = new ArrayList<>(offer.recipients());
    handles.add(sender.handle());
    return db
        .createQuery(
            "SELECT u.handle, d.id AS device FROM users u JOIN devices d ON d.user_id = u.id"
                + " WHERE u.handle = ANY(:handles) AND NOT u.disabled AND d.state = 'ACTIVE'")
        .bindArray("handles", String.class, handles)
        .map((row, context) ->
            new Owned(row.getString("handle"), row.getObject("device", UUID.class)))
        .stream()
        .collect(Collectors.groupingBy(Owned::handle));
  }

  /** A device and whose it is. */
  private record Owned(String handle, UUID device) {}

  private static GlideException changed(String how) {
    return new GlideException(
        ErrorCode.DEVICES_CHANGED, how + ": look at their devices again and seal anew");
  }
}
