/** The embedded database through crashes. */
@NullMarked
package dev.glide.standalone.database;

import org.jspecify.annotations.NullMarked;
