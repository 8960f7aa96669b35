package dev.glide.shared.admin;

/**
 * What somebody's transfers may take.
 *
 * @param quotaBytes less than they take now: they can place nothing new until enough has ended
 */
public record Quota(long quotaBytes) {}
