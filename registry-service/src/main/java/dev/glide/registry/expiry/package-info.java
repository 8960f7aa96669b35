/** What time does to transfers, and to rows that nobody needs any more. */
@NullMarked
package dev.glide.registry.expiry;

import org.jspecify.annotations.NullMarked;
