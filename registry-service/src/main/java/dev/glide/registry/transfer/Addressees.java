package dev.glide.registry.transfer;

import dev.glide.registry.auth.Caller;
import dev.glide.registry.user.Users;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds whom an offer is for, and checks that it is sealed to the devices they have now. */
@Singleton
final class Addressees {
  private final Users users;

  Addressees(Users users) {
    this.users = users;
  }

  /**
   * The recipients' users, in the order of the offer.
   *
   * @throws GlideException {@code unknown-user}, or {@code devices-changed} when a recipient's
   *     device has no sealed key, or a key is for a device that is neither a recipient's nor the
   *     sender's own
   */
  List<UUID> of(Handle db, Offer offer, Caller sender) {
    Map<String, List<Owned>> people = people(db, offer, sender);
    List<UUID> recipients = new ArrayList<>();
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
      recipients.add(owned.getFirst().user());
    }
    if (!allowed.containsAll(offer.keys().keySet())) {
      throw changed("a sealed key is for a device that no recipient has");
    }
    return recipients;
  }

  private static List<UUID> devices(List<Owned> owned) {
    return owned.stream().map(Owned::device).toList();
  }

  private static Map<String, List<Owned>> people(Handle db, Offer offer, Caller sender) {
    List<String> handles = new ArrayList<>(offer.recipients());
    handles.add(sender.handle());
    return db
        .createQuery(
            "SELECT u.id, u.handle, d.id AS device FROM users u JOIN devices d ON d.user_id = u.id"
                + " WHERE u.handle = ANY(:handles) AND NOT u.disabled AND d.state = 'ACTIVE'")
        .bindArray("handles", String.class, handles)
        .map((row, context) ->
            new Owned(
                row.getString("handle"),
                row.getObject("id", UUID.class),
                row.getObject("device", UUID.class)))
        .stream()
        .collect(Collectors.groupingBy(Owned::handle));
  }

  /** A device and whose it is. */
  private record Owned(String handle, UUID user, UUID device) {}

  private static GlideException changed(String how) {
    return new GlideException(
        ErrorCode.DEVICES_CHANGED, how + ": look at their devices again and seal anew");
  }
}
