/** The one way to the database. */
@NullMarked
package dev.glide.registry.database;

import org.jspecify.annotations.NullMarked;
