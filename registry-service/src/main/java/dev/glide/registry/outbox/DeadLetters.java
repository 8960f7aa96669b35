package dev.glide.registry.outbox;

import java.util.OptionalLong;

/**
 * What services could not take and have put aside for a person to look at. An application in which
 * something is put aside has one.
 */
public interface DeadLetters {
  /** How many there are; empty if that can't be told now. Waits for seconds at most. */
  OptionalLong count();
}
