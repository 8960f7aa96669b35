/** Where missing chunks can be pulled from, and the plan of who fetches which. */
@NullMarked
package dev.glide.cli.source;

import org.jspecify.annotations.NullMarked;
