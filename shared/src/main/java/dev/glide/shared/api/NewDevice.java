package dev.glide.shared.api;

/**
 * A device that asks to belong to an account. Keys are raw 32-byte public keys, base64url without
 * padding.
 *
 * @param name what people call it, for example the machine's name; 1 to 64 characters
 * @param signKey Ed25519, to sign in and to sign what is sent
 * @param sealKey X25519, to be sealed to
 */
public record NewDevice(String name, String signKey, String sealKey) {}
