package dev.glide.cli.tree;

import dev.glide.shared.chunk.ChunkLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which bytes of which files lie in which chunk. Empty files lie nowhere. */
final class FileMap {
  private final ChunkLayout layout;
  private final int[] entries;
  private final long[] ends;

  FileMap(Manifest manifest) {
    layout = manifest.layout();
    int[] indexes = new int[manifest.entries().size()];
    long[] offsets = new long[indexes.length];
    int count = 0;
    long end = 0;
    for (int i = 0; i < indexes.length; i++) {
      if (manifest.entries().get(i) instanceof FileEntry file && file.size() > 0) {
        end += file.size();
        indexes[count] = i;
        offsets[count++] = end;
      }
    }
    entries = Arrays.copyOf(indexes, count);
    ends = Arrays.copyOf(offsets, count);
  }

  ChunkLayout layout() {
    return layout;
  }

  /** In the order of their bytes in the chunk. */
  List<Slice> slices(int chunk) {
    long start = layout.offset(chunk);
    long end = start + layout.plainBytes(chunk);
    int found = Arrays.binarySearch(ends, start);
    List<Slice> slices = new ArrayList<>();
    long at = start;
    for (int i = found < 0 ? -found - 1 : found + 1; at < end; i++) {
      long fileStart = i == 0 ? 0 : ends[i - 1];
      int length = (int) (Math.min(ends[i], end) - at);
      slices.add(new Slice(entries[i], at - fileStart, (int) (at - start), length));
      at += length;
    }
    return slices;
  }
}
