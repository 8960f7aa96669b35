package dev.glide.cli.transfer.live;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.shared.chunk.ChunkLayout;

/** What is needed to read and seal one chunk after the other. One thread at a time. */
final class SealingBench implements AutoCloseable {
  private final ChunkLayout layout;
  private final SealedChunks.Reader reader;
  private final BodySealer sealer;
  private final byte[] plain;

  SealingBench(ChunkLayout layout, SealedChunks.Reader reader, SealingKeys keys) {
    this.layout = layout;
    this.reader = reader;
    this.sealer = new BodySealer(keys);
    this.plain = new byte[layout.largestPlainBytes()];
  }

  void seal(int index, SealedChunk into) throws Failure {
    int length = reader.read(index, plain);
    into.filled(sealer.seal(Body.chunk(layout, index), plain, length, into.bytes()), length);
  }

  @Override
  public void close() {
    sealer.close();
  }
}
