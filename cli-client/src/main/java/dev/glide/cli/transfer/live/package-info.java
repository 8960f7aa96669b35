/**
 * The sender's half of a live transfer: chunks are sealed once and go to every receiver that asks,
 * each in its own time.
 */
@NullMarked
package dev.glide.cli.transfer.live;

import org.jspecify.annotations.NullMarked;
