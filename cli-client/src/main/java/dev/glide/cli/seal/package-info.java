/** Everything that is encrypted, signed or compared by its fingerprint, and nothing else. */
@NullMarked
package dev.glide.cli.seal;

import org.jspecify.annotations.NullMarked;
