/**
 * The records that travel in requests and answers of the registry's and the chunk store's HTTP
 * interfaces.
 */
@NullMarked
package dev.glide.shared.api;

import org.jspecify.annotations.NullMarked;
