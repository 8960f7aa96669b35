package dev.glide.cli.online;

import dev.glide.cli.failure.Failure;

/** The people whose offers need no yes. */
public interface Circle {
  boolean trusts(String handle) throws Failure;
}
