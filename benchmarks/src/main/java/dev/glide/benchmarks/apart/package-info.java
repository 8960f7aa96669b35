/** The services in processes of their own, with a real database and a real broker. */
@NullMarked
package dev.glide.benchmarks.apart;

import org.jspecify.annotations.NullMarked;
