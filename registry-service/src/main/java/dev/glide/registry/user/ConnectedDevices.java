package dev.glide.registry.user;

import dev.glide.registry.relay.Relays;
import dev.glide.shared.event.Channels;
import dev.glide.shared.event.PresenceEvent;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Presence as relays have told this process of it: a user is online while a device of theirs is
 * connected to a relay that is there. Connections are told apart by relay and number, so that an
 * event that is late or comes twice changes nothing. Thread-safe; nothing here blocks.
 */
@Singleton
public final class ConnectedDevices implements Presence {
  private final Map<String, Connections> byRelay = new HashMap<>();
  private final Map<UUID, Set<Place>> byUser = new HashMap<>();
  private final Relays relays;

  ConnectedDevices(Relays relays) {
    this.relays = relays;
  }

  /** A connection of a user. */
  private record Place(String relay, long connection) {}

  @Incoming(Channels.PRESENCE)
  public void hear(PresenceEvent event) {
    relays.presume(event.relay(), event.at());
    synchronized (this) {
      Connections connections = connections(event.relay());
      Place place = new Place(event.relay(), event.connection());
      if (!event.online()) {
        connections.close(event.connection()).ifPresent(user -> remove(user, place));
      } else if (connections.open(event.connection(), event.user())) {
        byUser.computeIfAbsent(event.user(), user -> new HashSet<>()).add(place);
      }
    }
  }

  private Connections connections(String relay) {
    if (!byRelay.containsKey(relay)) {
      forgetGone();
    }
    return byRelay.computeIfAbsent(relay, id -> new Connections());
  }

  /** Relays that nobody remembers took their connections with them. */
  private void forgetGone() {
    Set<String> gone =
        byRelay.keySet().stream()
            .filter(relay -> !relays.remembers(relay))
            .collect(Collectors.toSet());
    for (String relay : gone) {
      Connections lost = byRelay.remove(relay);
      if (lost != null) {
        lost.forEach((connection, user) -> remove(user, new Place(relay, connection)));
      }
    }
  }

  private void remove(UUID user, Place place) {
    byUser.computeIfPresent(
        user,
        (id, places) -> {
          places.remove(place);
          return places.isEmpty() ? null : places;
        });
  }

  @Override
  public synchronized Set<UUID> onlineAmong(Collection<UUID> users) {
    return users.stream().filter(this::isOnline).collect(Collectors.toSet());
  }

  @Override
  public synchronized long online() {
    return byUser.keySet().stream().filter(this::isOnline).count();
  }

  private boolean isOnline(UUID user) {
    return byUser.getOrDefault(user, Set.of()).stream()
        .anyMatch(place -> relays.isThere(place.relay()));
  }
}
