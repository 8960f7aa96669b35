/**
 * The arithmetic of chunks: how a transfer is cut, how large each sealed chunk may be, which are
 * where.
 */
@NullMarked
package dev.glide.shared.chunk;

import org.jspecify.annotations.NullMarked;
