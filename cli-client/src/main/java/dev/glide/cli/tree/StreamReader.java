package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of unknown length into chunks. Reads one chunk ahead, for the last one is sealed as
 * the last. One thread at a time.
 */
public final class StreamReader {
  private final InputStream in;
  private final int chunkBytes;
  private @Nullable Piece ahead;
  private boolean started;
  private long totalBytes;

  /**
   * One chunk of the stream.
   *
   * @param content belongs to the receiver; only {@code length} bytes of it count
   */
  @SuppressWarnings("ArrayRecordComponent") // carried from here to a worker, never compared
  public record Piece(int index, byte[] content, int length, boolean last) {}

  public StreamReader(InputStream in, int chunkBytes) {
    this.in = in;
    this.chunkBytes = chunkBytes;
  }

  /**
   * The next chunk; nothing after the last, and nothing at all for an empty stream.
   *
   * @throws Failure {@code file-unreadable} if the stream breaks
   */
  public Optional<Piece> next() throws Failure {
    if (!started) {
      started = true;
      ahead = read(0);
    }
    Piece piece = ahead;
    if (piece == null) {
      return Optional.empty();
    }
    ahead = piece.length < chunkBytes ? null : read(piece.index + 1);
    return Optional.of(new Piece(piece.index, piece.content, piece.length, ahead == null));
  }

  /** Bytes read so far; those of the whole stream once the last chunk is out. */
  public long totalBytes() {
    return totalBytes;
  }

  private @Nullable Piece read(int index) throws Failure {
    try {
      byte[] content = new byte[chunkBytes];
      int length = in.readNBytes(content, 0, chunkBytes);
      totalBytes += length;
      return length == 0 ? null : new Piece(index, content, length, false);
    } catch (IOException e) {
      throw LocalFailure.of("file-unreadable", "can't read standard input").because(e);
    }
  }
}
