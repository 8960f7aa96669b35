/** The services in processes of their own, each several times, behind one gateway. */
@NullMarked
package dev.glide.apart;

import org.jspecify.annotations.NullMarked;
