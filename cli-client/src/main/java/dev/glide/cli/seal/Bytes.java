package dev.glide.cli.seal;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Byte layouts that more than one signature or key derivation needs. */
final class Bytes {
  private Bytes() {}

  /** The 16 bytes of an id, most significant first (RFC 9562, section 4). */
  static byte[] of(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  static byte[] requireLength(byte[] bytes, int length, String what) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          "%s must be %d bytes, not %d".formatted(what, length, bytes.length));
    }
    return bytes;
  }
}
