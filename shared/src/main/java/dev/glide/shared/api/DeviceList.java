package dev.glide.shared.api;

import java.util.List;

/** The devices of a person, oldest first. */
public record DeviceList(String handle, List<DeviceKeys> devices) {
  public DeviceList {
    devices = List.copyOf(devices);
  }
}
