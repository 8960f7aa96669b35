package dev.glide.shared.api;

import java.util.List;

/** All sessions of one transfer, as its sender may use them. */
public record SessionList(List<SessionGrant> sessions) {
  public SessionList {
    sessions = List.copyOf(sessions);
  }
}
