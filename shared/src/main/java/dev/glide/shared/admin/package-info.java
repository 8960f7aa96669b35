/** What the operator of a server asks the registry, and what it answers. */
@NullMarked
package dev.glide.shared.admin;

import org.jspecify.annotations.NullMarked;
