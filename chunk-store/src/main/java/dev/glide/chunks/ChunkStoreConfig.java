package dev.glide.chunks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What a chunk store can be told: {@code glide.chunks.*}. */
@ConfigMapping(prefix = "glide.chunks")
public interface ChunkStoreConfig {
  /** Where chunks lie. */
  @WithDefault("folder")
  Storage storage();

  /** The folder, where {@link #storage} is one. */
  @WithDefault("data/chunks")
  Path folder();

  /** How many bytes of the folder's disk are left to others. */
  @WithDefault("67108864")
  long keepFree();

  /** How long a sender or receiver of a chunk may stand still. */
  @WithDefault("60s")
  Duration patience();

  /** How often the registry is told again what it has not confirmed. */
  @WithDefault("5s")
  Duration announceEvery();

  /** How often expired days and leftovers are looked for. */
  @WithDefault("1h")
  Duration sweepEvery();

  /** Kinds of storage. */
  enum Storage {
    FOLDER
  }
}
