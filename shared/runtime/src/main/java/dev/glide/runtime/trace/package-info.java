/**
 * Keeps traces of what a service does, for a collector that speaks OTLP; nothing unless one is
 * named.
 */
@NullMarked
package dev.glide.runtime.trace;

import org.jspecify.annotations.NullMarked;
