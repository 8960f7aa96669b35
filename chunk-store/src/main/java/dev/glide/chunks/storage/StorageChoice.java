package dev.glide.chunks.storage;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.folder.FolderChunkStorage;
import dev.glide.chunks.storage.s3.S3Calls;
import dev.glide.chunks.storage.s3.S3ChunkStorage;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;

/** Opens the storage that the configuration names; only that one's classes are loaded. */
class StorageChoice {
  @Produces
  @ApplicationScoped
  ChunkStorage storage(ChunkStoreConfig config, S3Calls calls) throws IOException {
    return switch (config.storage()) {
      case FOLDER -> new FolderChunkStorage(config.folder(), config.keepFree());
      case S3 -> S3ChunkStorage.open(config.s3(), calls);
    };
  }

  /** Opens it when the application starts, so that a setting that is wrong stops it there. */
  void open(@Observes StartupEvent start, ChunkStorage storage) {
    ClientProxy.unwrap(storage);
  }

  void close(@Disposes ChunkStorage storage) throws IOException {
    storage.close();
  }
}
