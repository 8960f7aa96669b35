/** The whole program in separate processes: what people are promised, through kills and forgery. */
@NullMarked
package dev.glide.standalone.endtoend;

import org.jspecify.annotations.NullMarked;
