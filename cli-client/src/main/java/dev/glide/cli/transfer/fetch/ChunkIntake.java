package dev.glide.cli.transfer.fetch;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.terminal.Progress;
import dev.glide.shared.chunk.ChunkLayout;
import java.nio.ByteBuffer;

/** Opens and writes one chunk after the other, in buffers of its own. One thread. */
final class ChunkIntake implements AutoCloseable {
  private final Workplace place;
  private final Progress.Route route;
  private final BodyOpener opener;
  private final byte[] sealed;
  private byte[] plain;

  ChunkIntake(Workplace place, Progress.Route route) {
    this.place = place;
    this.route = route;
    this.opener = new BodyOpener(place.keys());
    this.sealed = new byte[ChunkLayout.sealedBytes(place.largestBytes())];
    this.plain = new byte[place.largestBytes()];
  }

  /** Where to put a sealed chunk. */
  byte[] buffer() {
    return sealed;
  }

  /**
   * Takes what stands in the buffer. If it can't be written, that ends the whole receive.
   *
   * @throws NotAuthentic if it is not this chunk of this transfer
   */
  void take(int source, int index, int length) throws NotAuthentic {
    int content = open(index, length);
    try {
      plain = place.sink().write(index, plain, content);
    } catch (Failure e) {
      place.board().fail(e);
      return;
    }
    int added = place.board().arrived(source, index, content, route);
    place.progress().moved(added, route);
  }

  private int open(int index, int length) throws NotAuthentic {
    ReceiveBoard.Cut cut = place.board().cut(index);
    if (cut.last().isPresent()) {
      boolean last = cut.last().get();
      int content = opener.open(new Body.Chunk(index, last), sealed, length, plain);
      int expected = last ? lastBytes(cut.layout(), index) : cut.layout().chunkBytes();
      if (content != expected) {
        throw new NotAuthentic();
      }
      return content;
    }
    return openEdge(index, length, cut.layout().chunkBytes());
  }

  private static int lastBytes(ChunkLayout layout, int index) throws NotAuthentic {
    if (index >= layout.chunkCount()) {
      throw new NotAuthentic();
    }
    return layout.plainBytes(index);
  }

  /** Of a stream that has not ended, only the chunk itself tells whether it is the last. */
  private int openEdge(int index, int length, int chunkBytes) throws NotAuthentic {
    try {
      int content = opener.open(new Body.Chunk(index, false), sealed, length, plain);
      if (content == chunkBytes) {
        return content;
      }
    } catch (NotAuthentic e) {
      return opener.open(new Body.Chunk(index, true), sealed, length, plain);
    }
    throw new NotAuthentic();
  }

  /**
   * Takes a piece of a chunk that still grows.
   *
   * @param offset of {@code content} in the chunk
   * @param ends whether the chunk is whole with it
   */
  void takePart(int source, int index, int offset, ByteBuffer content, boolean ends) {
    int added = content.remaining();
    int end = offset + added;
    try {
      place.sink().writePart(index, offset, content, ends);
    } catch (Failure e) {
      place.board().fail(e);
      return;
    }
    if (ends) {
      place.board().arrived(source, index, end, route);
    } else {
      place.board().grew(index, end, added, route);
    }
    place.progress().moved(added, route);
  }

  @Override
  public void close() {
    opener.close();
  }
}
