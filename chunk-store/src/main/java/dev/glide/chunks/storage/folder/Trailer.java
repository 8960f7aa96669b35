package dev.glide.chunks.storage.folder;

import dev.glide.chunks.storage.ChunkKey;
import dev.glide.chunks.storage.Crc32c;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Ends each chunk's file: what the file holds, and a sum over that.
 *
 * <p>Layout, big-endian: {@code "GLIDECK1"} (8), transfer id (16), index (4), CRC32C of the body
 * (4), length of the body (8), CRC32C of the 40 bytes before (4). It stands after the body because
 * a body that starts at offset 0 is sent from the file as it is.
 */
record Trailer(UUID transfer, int index, Crc32c crc32c, long length) {
  static final int BYTES = 44;

  private static final long MAGIC = 0x474c494445434b31L;

  static Trailer of(ChunkKey key, Crc32c crc32c, long length) {
    return new Trailer(key.transfer().transfer(), key.index(), crc32c, length);
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC);
    bytes.putLong(transfer.getMostSignificantBits()).putLong(transfer.getLeastSignificantBits());
    bytes.putInt(index).putInt(crc32c.value()).putLong(length);
    return bytes.putInt(sum(bytes)).flip();
  }

  /** Reads what {@link #encode} wrote; empty if the bytes are anything else. */
  static Optional<Trailer> decode(ByteBuffer bytes) {
    if (bytes.remaining() != BYTES || bytes.getLong(0) != MAGIC) {
      return Optional.empty();
    }
    if (bytes.getInt(BYTES - 4) != sum(bytes)) {
      return Optional.empty();
    }
    return Optional.of(
        new Trailer(
            new UUID(bytes.getLong(8), bytes.getLong(16)),
            bytes.getInt(24),
            new Crc32c(bytes.getInt(28)),
            bytes.getLong(32)));
  }

  boolean fits(ChunkKey key, long fileBytes) {
    return transfer.equals(key.transfer().transfer())
        && index == key.index()
        && length == fileBytes - BYTES;
  }

  private static int sum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate().position(0).limit(BYTES - 4));
    return (int) sum.getValue();
  }
}
