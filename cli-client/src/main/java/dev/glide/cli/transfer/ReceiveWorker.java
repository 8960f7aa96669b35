package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.source.ChunkSource;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.ChunkSink;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Fetches, opens and writes one chunk after the other, in buffers of its own. Closing it also runs
 * what frees it from a sink that lets it wait.
 */
final class ReceiveWorker implements Crew.Worker {
  private final ReceiveBoard board;
  private final int sourceNumber;
  private final ChunkSource source;
  private final SealingKeys keys;
  private final ChunkSink sink;
  private final Progress progress;
  private final Runnable abort;

  ReceiveWorker(
      ReceiveBoard board,
      int sourceNumber,
      ChunkSource source,
      SealingKeys keys,
      ChunkSink sink,
      Progress progress,
      Runnable abort) {
    this.board = board;
    this.sourceNumber = sourceNumber;
    this.source = source;
    this.keys = keys;
    this.sink = sink;
    this.progress = progress;
    this.abort = abort;
  }

  @Override
  public void work() throws Failure {
    byte[] sealed = new byte[0];
    byte[] plain = new byte[0];
    try (BodyOpener opener = new BodyOpener(keys)) {
      for (Optional<ReceiveBoard.Task> next = board.next(sourceNumber);
          next.isPresent();
          next = board.next(sourceNumber)) {
        ChunkLayout layout = next.get().layout();
        int largest = (int) Math.min(layout.chunkBytes(), layout.totalBytes());
        if (plain.length < largest) {
          plain = new byte[largest];
          sealed = new byte[ChunkLayout.sealedBytes(largest)];
        }
        fetch(next.get(), opener, sealed, plain);
      }
    } finally {
      source.close();
    }
  }

  private void fetch(ReceiveBoard.Task task, BodyOpener opener, byte[] sealed, byte[] plain)
      throws Failure {
    int index = task.lease().index();
    OptionalInt length = source.fetch(index, sealed);
    if (length.isEmpty()) {
      board.lacks(task.lease());
      return;
    }
    int content = open(task, opener, sealed, length.getAsInt(), plain);
    sink.write(index, plain, content);
    if (board.arrived(task.lease())) {
      progress.moved(content);
    }
  }

  private static int open(
      ReceiveBoard.Task task, BodyOpener opener, byte[] sealed, int length, byte[] plain)
      throws Failure {
    ChunkLayout layout = task.layout();
    int index = task.lease().index();
    try {
      int content = opener.open(new Body.Chunk(index, task.last()), sealed, length, plain);
      if (content != (task.last() ? layout.plainBytes(index) : layout.chunkBytes())) {
        throw new NotAuthentic();
      }
      return content;
    } catch (NotAuthentic e) {
      throw e.failure("Chunk " + index);
    }
  }

  @Override
  public void close() {
    board.abandon();
    source.close();
    abort.run();
  }
}
