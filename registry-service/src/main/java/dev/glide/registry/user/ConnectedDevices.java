package dev.glide.registry.user;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Presence as this process has been told of it; a device that says nothing is not online. */
@Singleton
public final class ConnectedDevices implements Presence {
  private final ConcurrentHashMap<UUID, Set<UUID>> devicesByUser = new ConcurrentHashMap<>();

  /** A device has connected; again: nothing. */
  public void connected(UUID user, UUID device) {
    devicesByUser.compute(
        user,
        (id, devices) -> {
          Set<UUID> all = devices == null ? ConcurrentHashMap.newKeySet() : devices;
          all.add(device);
          return all;
        });
  }

  /** A device has gone; again: nothing. */
  public void disconnected(UUID user, UUID device) {
    devicesByUser.computeIfPresent(
        user,
        (id, devices) -> {
          devices.remove(device);
          return devices.isEmpty() ? null : devices;
        });
  }

  @Override
  public Set<UUID> onlineAmong(Collection<UUID> users) {
    return users.stream().filter(devicesByUser::containsKey).collect(Collectors.toSet());
  }
}
