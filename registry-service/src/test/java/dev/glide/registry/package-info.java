/** What the tests of the registry stand on: a database, people with keys, a clock that moves. */
@NullMarked
package dev.glide.registry;

import org.jspecify.annotations.NullMarked;
