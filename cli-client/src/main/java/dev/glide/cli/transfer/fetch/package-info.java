/** Brings the chunks of one transfer here: from the chunk store, and from its sender over lanes. */
@NullMarked
package dev.glide.cli.transfer.fetch;

import org.jspecify.annotations.NullMarked;
