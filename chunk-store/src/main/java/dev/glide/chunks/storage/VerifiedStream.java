package dev.glide.chunks.storage;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/**
 * The bytes of a stored chunk, of which the last are given only if all of them fit the checksum.
 *
 * <p>Reading throws {@code chunk-damaged} instead of ending well.
 */
public final class VerifiedStream extends InputStream {
  private final InputStream source;
  private final Crc32c expected;
  private final CRC32C sum = new CRC32C();
  private long left;

  public VerifiedStream(InputStream source, long length, Crc32c expected) {
    this.source = source;
    this.left = length;
    this.expected = expected;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (left == 0 || count == 0) {
      return count == 0 ? 0 : -1;
    }
    int got = source.read(into, offset, (int) Math.min(count, left));
    if (got < 0) {
      throw damaged("it ends %d bytes too early".formatted(left));
    }
    sum.update(into, offset, got);
    left -= got;
    if (left == 0 && (int) sum.getValue() != expected.value()) {
      throw damaged("its bytes have another checksum");
    }
    return got;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private static GlideException damaged(String how) {
    return new GlideException(ErrorCode.CHUNK_DAMAGED, "the chunk is damaged in the store: " + how);
  }
}
