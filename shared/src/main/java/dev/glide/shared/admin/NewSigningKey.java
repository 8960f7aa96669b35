package dev.glide.shared.admin;

import java.time.Instant;

/**
 * A key that signs tickets and sign-ins from now on, or soon.
 *
 * @param id as it stands among the published keys
 * @param signsFrom when it begins to; until then it is only published
 * @param forgotten how many others are trusted no more
 */
public record NewSigningKey(String id, Instant signsFrom, int forgotten) {}
