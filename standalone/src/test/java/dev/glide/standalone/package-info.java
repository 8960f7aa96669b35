/** The server's process and the whole program, from outside. */
@NullMarked
package dev.glide.standalone;

import org.jspecify.annotations.NullMarked;
