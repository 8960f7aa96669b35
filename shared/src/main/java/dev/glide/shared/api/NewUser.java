package dev.glide.shared.api;

import org.jspecify.annotations.Nullable;

/** A request for an account with its first device. */
public record NewUser(String handle, NewDevice device, @Nullable String invite) {}
