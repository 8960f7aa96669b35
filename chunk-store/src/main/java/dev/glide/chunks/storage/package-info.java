/** Where sealed chunks lie: the contract that every storage keeps. */
@NullMarked
package dev.glide.chunks.storage;

import org.jspecify.annotations.NullMarked;
