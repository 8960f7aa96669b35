package dev.glide.shared.admin;

import java.util.List;

/** The relays that are there. */
public record RelayList(List<RelayEntry> relays) {
  public RelayList {
    relays = List.copyOf(relays);
  }
}
