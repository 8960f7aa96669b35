/** The plan of which missing chunk is pulled from where. */
@NullMarked
package dev.glide.cli.source;

import org.jspecify.annotations.NullMarked;
