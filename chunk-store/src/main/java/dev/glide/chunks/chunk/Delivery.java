package dev.glide.chunks.chunk;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Sends stored chunks, as fast as the receiver takes them. */
@ApplicationScoped
class Delivery {
  /** A receiver slower than this is taken for gone. */
  private static final int LEAST_BYTES_PER_SECOND = 8 * 1024;

  private static final int PIECE_BYTES = 256 * 1024;
  private static final Logger LOG = Logger.getLogger(Delivery.class);

  private final Duration patience;

  Delivery(ChunkStoreConfig config) {
    this.patience = config.patience();
  }

  /**
   * Sends a chunk; when this returns the network has all of it.
   *
   * @throws ConnectionLost if the receiver is gone, or the answer had to be cut off
   */
  void send(Exchange exchange, StoredChunk chunk) throws IOException {
    switch (chunk) {
      case StoredChunk.InFile file -> sendFile(exchange, file);
      case StoredChunk.InStream stream -> sendStream(exchange, stream);
    }
  }

  private void sendFile(Exchange exchange, StoredChunk.InFile file) throws IOException {
    try {
      await(exchange.send(file), file.length());
    } catch (ConnectionLost e) {
      if (rootOf(e) instanceof FileNotFoundException) {
        // Deleted since it was found; nothing has been sent yet.
        throw new GlideException(ErrorCode.UNKNOWN_CHUNK, "the chunk is not here any more", e);
      }
      throw e;
    }
  }

  /**
   * Answers only when the first piece has come, so that what fails until then has its own error.
   * The next piece is fetched while one is being sent.
   */
  private void sendStream(Exchange exchange, StoredChunk.InStream stream) throws IOException {
    long left = stream.length();
    byte[] piece = next(stream, left);
    exchange.begin(stream);
    try {
      while (left > 0) {
        Future<Void> sent = exchange.send(Buffer.buffer(piece));
        int sending = piece.length;
        left -= sending;
        piece = next(stream, left);
        await(sent, sending);
      }
    } catch (ConnectionLost e) {
      throw e;
    } catch (GlideException | IOException e) {
      // The answer has begun: only its end can say that something is wrong.
      LOG.error("cut off a chunk that can't be read to its end", e);
      throw new ConnectionLost("cut off", e);
    }
    exchange.end();
  }

  private static byte[] next(StoredChunk.InStream stream, long left) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE_BYTES, left)];
    if (stream.bytes().readNBytes(piece, 0, piece.length) < piece.length) {
      throw new EOFException("a chunk ended %d bytes too early".formatted(left));
    }
    return piece;
  }

  private void await(Future<Void> sent, long bytes) throws ConnectionLost {
    try {
      sent.toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis() + millisAtLeastRate(bytes), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ConnectionLost("the receiver is gone", e);
    } catch (TimeoutException e) {
      throw new ConnectionLost("the receiver is too slow for %d bytes".formatted(bytes), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionLost("interrupted", e);
    }
  }

  /** A whole file is one piece to the network: slow is not the same as standing still. */
  private static long millisAtLeastRate(long bytes) {
    return TimeUnit.SECONDS.toMillis(bytes / LEAST_BYTES_PER_SECOND);
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
