package dev.glide.chunks.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A chunk that has been found, with its length in bytes and its checksum; to be closed. */
public sealed interface StoredChunk extends AutoCloseable {
  long length();

  Crc32c crc32c();

  @Override
  void close() throws IOException;

  /** The first {@code length} bytes of a file; they have been checked just now. */
  record InFile(Path file, long length, Crc32c crc32c) implements StoredChunk {
    @Override
    public void close() {}
  }

  /** Bytes that come from afar and are checked on the way. */
  record InStream(VerifiedStream bytes, long length, Crc32c crc32c) implements StoredChunk {
    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
