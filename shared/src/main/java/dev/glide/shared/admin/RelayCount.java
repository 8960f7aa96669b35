package dev.glide.shared.admin;

/**
 * Relays that are there.
 *
 * @param draining how many of all take no new sessions
 * @param sessions on all of them
 */
public record RelayCount(int all, int draining, long sessions) {}
