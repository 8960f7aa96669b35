package dev.glide.cli.source;

import dev.glide.cli.failure.Failure;
import java.util.OptionalInt;

/**
 * Something that sealed chunks of one transfer can be pulled from. One thread fetches; {@link
 * #close} may come from any and ends a fetch that is under way.
 */
public interface ChunkSource extends AutoCloseable {

  /**
   * Fetches a sealed chunk.
   *
   * @return its length, or empty if this source does not have it (yet)
   * @throws Failure if the source is at its end; it tries again by itself before it says so
   */
  OptionalInt fetch(int index, byte[] into) throws Failure;

  @Override
  void close();
}
