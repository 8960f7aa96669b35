/** What a service works with and can do without for a while: said as a metric and a header. */
@NullMarked
package dev.glide.runtime.health;

import org.jspecify.annotations.NullMarked;
