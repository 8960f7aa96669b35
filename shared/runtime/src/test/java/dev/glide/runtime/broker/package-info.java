/** A real Kafka broker for tests, in a process of its own. */
@NullMarked
package dev.glide.runtime.broker;

import org.jspecify.annotations.NullMarked;
