package dev.glide.shared.api;

import java.util.UUID;

/**
 * An older device's word that a newer one belongs to the same person.
 *
 * @param by the older device
 * @param signature Ed25519 under the older device's key, base64url; over the bytes that the
 *     protocol document gives
 */
public record Endorsement(UUID by, String signature) {}
