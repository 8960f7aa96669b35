/** The registry in a process of its own. */
@NullMarked
package dev.glide.registry.application;

import org.jspecify.annotations.NullMarked;
