/** What the operator of a server asks it. */
@NullMarked
package dev.glide.cli.admin;

import org.jspecify.annotations.NullMarked;
