package dev.glide.cli.transfer.fetch;

import dev.glide.shared.chunk.ChunkLayout;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a stream grows: chunks of which only the beginning is here, and the short one at its end.
 */
final class StreamEdge {
  private static final int NONE = -1;

  private final Map<Integer, Integer> begun = new HashMap<>();
  private int shortIndex = NONE;
  private int shortBytes;

  int begun(int index) {
    return begun.getOrDefault(index, 0);
  }

  void grew(int index, int end) {
    begun.put(index, end);
  }

  /**
   * A chunk is whole.
   *
   * @return how much of it was here before
   */
  int leave(int index, int length, int chunkBytes) {
    if (length < chunkBytes) {
      shortIndex = index;
      shortBytes = length;
    }
    Integer before = begun.remove(index);
    return before == null ? 0 : before;
  }

  /** Whether the stream can have ended so. */
  boolean fits(ChunkLayout known) {
    for (Map.Entry<Integer, Integer> each : begun.entrySet()) {
      int index = each.getKey();
      int most = index < known.chunkCount() ? known.plainBytes(index) : 0;
      if (each.getValue() > most) {
        return false;
      }
    }
    return shortIndex == NONE
        || (shortIndex == known.chunkCount() - 1 && shortBytes == known.plainBytes(shortIndex));
  }
}
