package dev.glide.shared.api;

import java.util.List;

/** The caller's devices, and those that ask to become one and wait for {@link Endorsement}. */
public record OwnDevices(List<DeviceKeys> devices, List<DeviceKeys> waiting) {
  public OwnDevices {
    devices = List.copyOf(devices);
    waiting = List.copyOf(waiting);
  }
}
