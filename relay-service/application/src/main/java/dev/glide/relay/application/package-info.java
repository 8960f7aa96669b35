/** The relay in a process of its own. */
@NullMarked
package dev.glide.relay.application;

import org.jspecify.annotations.NullMarked;
