/** What clients ask of sessions: a place to wait for the partner, and how it ended. */
@NullMarked
package dev.glide.relay.session;

import org.jspecify.annotations.NullMarked;
