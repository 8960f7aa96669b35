package dev.glide.chunks.storage.folder;

import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32C;

/** Checks files of chunks before anyone gets a byte of them. */
final class AtRest {
  /** Fits into a core's cache, so that the check costs little beside the sending. */
  private static final int BUFFER_BYTES = 256 * 1024;

  private final BlockingQueue<ByteBuffer> buffers;

  /**
   * Makes a checker.
   *
   * @param atOnce how many files are read at the same time; others wait
   */
  AtRest(int atOnce) {
    buffers = new ArrayBlockingQueue<>(atOnce);
    for (int i = 0; i < atOnce; i++) {
      buffers.add(ByteBuffer.allocateDirect(BUFFER_BYTES));
    }
  }

  /**
   * Reads a chunk's file from end to end.
   *
   * @throws GlideException {@code chunk-damaged} if it is not what was put under this key
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  StoredChunk.InFile check(Path file, ChunkKey key) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Trailer trailer = trailer(channel, key);
      if (sum(channel, trailer.length()) != trailer.crc32c().value()) {
        throw damaged(key, "its bytes have another checksum");
      }
      return new StoredChunk.InFile(file, trailer.length(), trailer.crc32c());
    }
  }

  private static Trailer trailer(FileChannel channel, ChunkKey key) throws IOException {
    long fileBytes = channel.size();
    if (fileBytes <= Trailer.BYTES) {
      throw damaged(key, "it has only %d bytes".formatted(fileBytes));
    }
    ByteBuffer bytes = ByteBuffer.allocate(Trailer.BYTES);
    readFully(channel, bytes, fileBytes - Trailer.BYTES);
    return Trailer.decode(bytes.flip())
        .filter(trailer -> trailer.fits(key, fileBytes))
        .orElseThrow(() -> damaged(key, "its end is not that of this chunk"));
  }

  private int sum(FileChannel channel, long length) throws IOException {
    ByteBuffer buffer = take();
    try {
      CRC32C sum = new CRC32C();
      for (long at = 0; at < length; at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, length - at));
        readFully(channel, buffer, at);
        sum.update(buffer.flip());
      }
      return (int) sum.getValue();
    } finally {
      buffers.add(buffer);
    }
  }

  private ByteBuffer take() throws IOException {
    try {
      return buffers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long from)
      throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      at += count;
    }
  }

  private static GlideException damaged(ChunkKey key, String how) {
    return new GlideException(
        ErrorCode.CHUNK_DAMAGED,
        "chunk %d is damaged in the store: %s".formatted(key.index(), how));
  }
}
