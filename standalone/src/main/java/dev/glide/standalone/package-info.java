/** The services in one process: what the command line asks, the data folder, start and stop. */
@NullMarked
package dev.glide.standalone;

import org.jspecify.annotations.NullMarked;
