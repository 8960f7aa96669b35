package dev.glide.registry.application;

import dev.glide.registry.outbox.DeadLetters;
import dev.glide.runtime.events.DeadLetterCount;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** What is in the topics for dead letters. */
@Singleton
final class DeadTopics implements DeadLetters {
  private final DeadLetterCount letters;

  DeadTopics(DeadLetterCount letters) {
    this.letters = letters;
  }

  @Override
  public OptionalLong count() {
    return letters.count();
  }
}
