/**
 * A server of straw: it answers like a Glide server, believes everything and keeps nothing. AOT
 * caches are recorded against it, and commands are tested with it.
 */
@NullMarked
package dev.glide.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
