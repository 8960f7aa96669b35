/** Sessions: on which relay each device of a recipient meets the sender, and under which epoch. */
@NullMarked
package dev.glide.registry.session;

import org.jspecify.annotations.NullMarked;
