package dev.glide.relay.ticket;

import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * Finds the registry's public key that a ticket or access token names; may block.
 *
 * <p>An {@link java.io.IOException} as the cause of a failure says that the keys can't be had now;
 * any other failure, that there is no such key.
 */
@FunctionalInterface
public interface RelayKeys extends VerificationKeyResolver {}
