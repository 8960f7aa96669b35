/** Being online: hears what is new, and fetches by itself what trusted people send. */
@NullMarked
package dev.glide.cli.online;

import org.jspecify.annotations.NullMarked;
