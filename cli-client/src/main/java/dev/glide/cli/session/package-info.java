/**
 * Lanes: sealed connections between two clients through a relay, and the records that they exchange
 * over them (protocol, section 10).
 */
@NullMarked
package dev.glide.cli.session;

import org.jspecify.annotations.NullMarked;
