/**
 * The transfer engine: sends and receives, goes on where it was cut, and says what waits, what was
 * sent, and who is who.
 */
@NullMarked
package dev.glide.cli.transfer;

import org.jspecify.annotations.NullMarked;
