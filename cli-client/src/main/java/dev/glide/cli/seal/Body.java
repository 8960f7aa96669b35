package dev.glide.cli.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.glide.shared.chunk.ChunkLayout;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Which of a transfer's sealed bodies it is: sealed as one, a body can't be opened as another. */
public sealed interface Body {

  /**
   * One chunk.
   *
   * @param last whether it is the last of its transfer, so that a cut transfer can't pass as whole
   */
  record Chunk(int index, boolean last) implements Body {
    private static final byte[] LABEL = "glide/v1/chunk".getBytes(US_ASCII);

    public Chunk {
      if (index < 0) {
        throw new IllegalArgumentException("chunk index must not be negative: " + index);
      }
    }

    @Override
    public byte[] info(UUID transfer) {
      return ByteBuffer.allocate(LABEL.length + 16 + Long.BYTES + 1)
          .put(LABEL)
          .put(Bytes.of(transfer))
          .putLong(index)
          .put((byte) (last ? 1 : 0))
          .array();
    }
  }

  /** A body of which a transfer has at most one. */
  enum Single implements Body {
    MANIFEST("glide/v1/manifest"),
    SUMMARY("glide/v1/summary"),
    TRAILER("glide/v1/trailer");

    private final String label;

    Single(String label) {
      this.label = label;
    }

    @Override
    public byte[] info(UUID transfer) {
      return Bytes.join(label.getBytes(US_ASCII), Bytes.of(transfer));
    }
  }

  static Body chunk(ChunkLayout layout, int index) {
    return new Chunk(index, layout.isLast(index));
  }

  /** What binds the segment key to this body, the {@code info} of its HKDF. */
  byte[] info(UUID transfer);
}
