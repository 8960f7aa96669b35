/** A relay in a process of its own, which reaches the registry over HTTP. */
@NullMarked
package dev.glide.relay.application;

import org.jspecify.annotations.NullMarked;
