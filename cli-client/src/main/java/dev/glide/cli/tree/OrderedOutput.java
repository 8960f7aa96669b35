package dev.glide.cli.tree;

import dev.glide.cli.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes chunks to one stream in their order; what comes too early is kept. Whoever writes holds no
 * lock, and returns only when what waited behind its chunk is written too: so what is kept is
 * bounded by how far ahead of the first chunk that has not returned others are brought.
 */
public final class OrderedOutput implements ChunkSink {
  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, Early> early = new HashMap<>();
  private byte @Nullable [] spare;
  private int next;

  /** How much of the next chunk is out. */
  private int offset;

  private long writtenBytes;
  private boolean writing;
  private @Nullable Failure broken;

  /** A chunk, or a piece of one, that must wait for others. */
  private static final class Early {
    final int at;
    byte[] content;
    int length;
    boolean ends;

    /**
     * Keeps something.
     *
     * @param at where it begins in its chunk
     */
    Early(int at, byte[] content, int length, boolean ends) {
      this.at = at;
      this.content = content;
      this.length = length;
      this.ends = ends;
    }

    void add(ByteBuffer more) {
      int from = length;
      length += more.remaining();
      if (length > content.length) {
        content = Arrays.copyOf(content, Math.max(length, 2 * content.length));
      }
      more.get(content, from, length - from);
    }
  }

  public OrderedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public byte[] write(int index, byte[] content, int length) throws Failure {
    int from;
    lock.lock();
    try {
      requireWhole();
      if (index < next) {
        return content;
      }
      if (index > next || writing) {
        early.put(index, new Early(0, content, length, true));
        return instead(content.length);
      }
      writing = true;
      from = offset;
    } finally {
      lock.unlock();
    }
    pour(ByteBuffer.wrap(content, from, length - from), true, false);
    return content;
  }

  private byte[] instead(int length) {
    byte[] instead = spare;
    spare = null;
    return instead != null && instead.length == length ? instead : new byte[length];
  }

  @Override
  public void writePart(int index, int at, ByteBuffer content, boolean ends) throws Failure {
    lock.lock();
    try {
      requireWhole();
      if (index < next) {
        return;
      }
      if (index > next || writing) {
        Early begun = early.computeIfAbsent(index, _ -> new Early(at, new byte[0], 0, false));
        if (!begun.ends) {
          begun.add(content);
          begun.ends = ends;
        }
        return;
      }
      writing = true;
    } finally {
      lock.unlock();
    }
    pour(content, ends, true);
  }

  /** Writes this, and then what has waited for it. Only for whoever has set {@link #writing}. */
  private void pour(ByteBuffer first, boolean firstEnds, boolean flush) throws Failure {
    ByteBuffer content = first;
    boolean ends = firstEnds;
    Early kept = null;
    try {
      while (true) {
        int length = content.remaining();
        out.write(content.array(), content.arrayOffset() + content.position(), length);
        if (flush) {
          out.flush();
        }
        kept = advance(length, ends, kept);
        if (kept == null) {
          return;
        }
        int from = offset - kept.at;
        content = ByteBuffer.wrap(kept.content, from, kept.length - from);
        ends = kept.ends;
      }
    } catch (IOException e) {
      throw breaks(LocalFailure.of("output-closed", "can't write to standard output").because(e));
    }
  }

  /** Says that so much is out; returns what can go out next, if that is here. */
  private @Nullable Early advance(int written, boolean ends, @Nullable Early done) {
    lock.lock();
    try {
      writtenBytes += written;
      offset += written;
      if (ends) {
        early.remove(next++);
        offset = 0;
      }
      if (done != null) {
        spare = done.content;
      }
      Early more = early.remove(next);
      writing = more != null;
      return more;
    } finally {
      lock.unlock();
    }
  }

  private void requireWhole() throws Failure {
    if (broken != null) {
      throw broken;
    }
  }

  private Failure breaks(Failure reason) {
    lock.lock();
    try {
      broken = reason;
      return reason;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes are out. */
  public long writtenBytes() {
    lock.lock();
    try {
      return writtenBytes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands on what is still buffered.
   *
   * @throws Failure {@code output-closed}
   */
  public void finish() throws Failure {
    try {
      out.flush();
    } catch (IOException e) {
      throw LocalFailure.of("output-closed", "can't write to standard output").because(e);
    }
  }
}
