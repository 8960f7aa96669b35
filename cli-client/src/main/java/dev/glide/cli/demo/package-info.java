/** Shows Glide at work with real processes: a server and two people on one machine. */
@NullMarked
package dev.glide.cli.demo;

import org.jspecify.annotations.NullMarked;
