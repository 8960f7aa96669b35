/** Holds what is written of metrics against what the services say of themselves. */
@NullMarked
package dev.glide.runtime.metrics;

import org.jspecify.annotations.NullMarked;
