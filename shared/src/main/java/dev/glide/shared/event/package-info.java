/**
 * The records that travel between services as events; they name transfers and people by id only.
 */
@NullMarked
package dev.glide.shared.event;

import org.jspecify.annotations.NullMarked;
