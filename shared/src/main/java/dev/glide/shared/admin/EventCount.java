package dev.glide.shared.admin;

import org.jspecify.annotations.Nullable;

/**
 * Events on their way between the services.
 *
 * @param waiting in the registry's outbox
 * @param oldestSeconds for how long the first of them has waited
 * @param dead those that a service could not take and that were put aside; {@code null} where
 *     nothing is put aside or it can't be told now
 */
public record EventCount(long waiting, long oldestSeconds, @Nullable Long dead) {}
