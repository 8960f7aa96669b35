/**
 * Talks to a Glide server: a small HTTP/1.1 client, JSON, sign-in, the registry and the chunk
 * store.
 */
@NullMarked
package dev.glide.cli.remote;

import org.jspecify.annotations.NullMarked;
