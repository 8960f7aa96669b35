/**
 * Decides which connections belong together and how each one ends; knows no socket and no clock.
 */
@NullMarked
package dev.glide.relay.pairing;

import org.jspecify.annotations.NullMarked;
