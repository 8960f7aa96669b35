package dev.glide.chunks.application;

import dev.glide.chunks.storage.StorageWatch;
import dev.glide.runtime.health.Reliance;
import jakarta.inject.Singleton;

/** The storage that chunks lie in. */
@Singleton
final class StorageReliance implements Reliance {
  private final StorageWatch storage;

  StorageReliance(StorageWatch storage) {
    this.storage = storage;
  }

  @Override
  public String what() {
    return "storage";
  }

  @Override
  public boolean isAway() {
    return storage.isAway();
  }
}
