package dev.glide.chunks;

import dev.glide.chunks.storage.ChunkBody;
import dev.glide.chunks.storage.Crc32c;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Random;
import java.util.zip.CRC32C;

/** Chunks for tests. */
public final class Chunks {
  private Chunks() {}

  public static byte[] random(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }

  public static Crc32c crc32c(byte[] content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return Crc32c.of(sum);
  }

  /** A body that comes in pieces of {@code pieceBytes}. */
  public static ChunkBody body(byte[] content, int pieceBytes) {
    ByteBuffer left = ByteBuffer.wrap(content);
    return () -> {
      int bytes = Math.min(pieceBytes, left.remaining());
      ByteBuffer piece = left.slice(left.position(), bytes);
      left.position(left.position() + bytes);
      return piece;
    };
  }

  /** A body whose sender is gone after the content. */
  public static ChunkBody cutOff(byte[] content) {
    ChunkBody body = body(content, 1000);
    return () -> {
      ByteBuffer piece = body.next();
      if (!piece.hasRemaining()) {
        throw new EOFException("the sender is gone");
      }
      return piece;
    };
  }

  public static byte[] read(StoredChunk chunk) throws IOException {
    return switch (chunk) {
      case StoredChunk.InFile file -> {
        try (InputStream bytes = Files.newInputStream(file.file())) {
          yield bytes.readNBytes((int) file.length());
        }
      }
      case StoredChunk.InStream stream -> stream.bytes().readAllBytes();
    };
  }

  /** A layout of so many chunks of the default size. */
  public static ChunkLayout layout(int chunks) {
    return new ChunkLayout(
        ChunkLayout.DEFAULT_CHUNK_BYTES, (long) chunks * ChunkLayout.DEFAULT_CHUNK_BYTES);
  }
}
