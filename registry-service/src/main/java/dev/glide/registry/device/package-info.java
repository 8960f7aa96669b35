/** The devices of a person, and how a new one is vouched for by an older one. */
@NullMarked
package dev.glide.registry.device;

import org.jspecify.annotations.NullMarked;
