/** The program's entrance. */
@NullMarked
package dev.glide.cli;

import org.jspecify.annotations.NullMarked;
