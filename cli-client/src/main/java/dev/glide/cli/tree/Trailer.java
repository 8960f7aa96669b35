package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Instant;

/** The sender's word for where a stream ended, and when. */
public record Trailer(long totalBytes, Instant modifiedAt) {
  private static final int MAX_PLAIN_BYTES = 1024 - ChunkLayout.sealedBytes(0);

  public Trailer {
    if (totalBytes < 0) {
      throw new IllegalArgumentException("a stream of %d bytes".formatted(totalBytes));
    }
  }

  public byte[] seal(BodySealer sealer) {
    return sealer.seal(Body.Single.TRAILER, encode());
  }

  byte[] encode() {
    FieldWriter out = new FieldWriter(32);
    out.octet(ManifestCodec.VERSION).number(totalBytes).time(modifiedAt);
    return out.toBytes();
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws NotAuthentic if it is not this transfer's trailer
   * @throws Failure {@code manifest-invalid} or {@code newer-version}
   */
  public static Trailer open(BodyOpener opener, byte[] sealed) throws NotAuthentic, Failure {
    try {
      FieldReader in = new FieldReader(opener.open(Body.Single.TRAILER, sealed, MAX_PLAIN_BYTES));
      ManifestCodec.requireVersion(in.octet());
      return new Trailer(in.number(), in.time());
    } catch (IllegalArgumentException e) {
      throw ManifestCodec.invalid("The trailer", e);
    }
  }
}
