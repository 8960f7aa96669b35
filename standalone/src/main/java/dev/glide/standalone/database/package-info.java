/** A real PostgreSQL that lives in a folder and starts and stops with this process. */
@NullMarked
package dev.glide.standalone.database;

import org.jspecify.annotations.NullMarked;
