package dev.glide.chunks.storage;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A body that never ends well unless it has exactly the promised length and checksum.
 *
 * <p>The last piece is checked before it is handed out, so that a storage which passes bytes on as
 * they come has not passed on a whole body when the check fails.
 */
public final class CheckedBody implements ChunkBody {
  private final ChunkBody source;
  private final long length;
  private final Crc32c expected;
  private final CRC32C sum = new CRC32C();
  private long seen;

  public CheckedBody(ChunkBody source, long length, Crc32c expected) {
    this.source = source;
    this.length = length;
    this.expected = expected;
  }

  /**
   * Waits for the next piece.
   *
   * @throws GlideException {@code checksum-mismatch} if the bytes are not those promised
   */
  @Override
  public ByteBuffer next() throws IOException {
    ByteBuffer piece = source.next();
    int bytes = piece.remaining();
    if (bytes > 0) {
      seen += bytes;
      sum.update(piece.duplicate());
    }
    if (seen > length || (bytes == 0 && seen < length)) {
      throw new IOException("body of %d bytes instead of %d".formatted(seen, length));
    }
    if (seen == length && (int) sum.getValue() != expected.value()) {
      throw new GlideException(
          ErrorCode.CHECKSUM_MISMATCH,
          "the bytes have CRC32C %s, the header says %s".formatted(Crc32c.of(sum), expected));
    }
    return piece;
  }
}
