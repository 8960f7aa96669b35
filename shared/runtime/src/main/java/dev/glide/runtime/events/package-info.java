/**
 * Carries the event records through Kafka as CloudEvents: topics, encoding, retries, dead letters.
 */
@NullMarked
package dev.glide.runtime.events;

import org.jspecify.annotations.NullMarked;
