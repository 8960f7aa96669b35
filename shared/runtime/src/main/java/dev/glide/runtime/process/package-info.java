/** A service as a process of its own: from the command line to the line that says it serves. */
@NullMarked
package dev.glide.runtime.process;

import org.jspecify.annotations.NullMarked;
