package dev.glide.chunks.storage.s3;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import io.minio.GetObjectResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.Headers;

/**
 * An object's bytes, fetched on from where they stopped when a connection breaks; only of the
 * object that was begun, where the server knows {@code If-Match}.
 */
final class ObjectBytes extends InputStream {
  private static final int BREAKS_WITHOUT_A_BYTE = 3;

  private final Headers headers;
  private final Rest rest;
  private final Runnable closed;
  private final long length;
  private InputStream source;
  private long position;
  private int breaks;
  private boolean open = true;

  /**
   * Takes over an answer.
   *
   * @param closed runs once, when this is closed
   */
  ObjectBytes(GetObjectResponse first, Rest rest, Runnable closed) {
    this.headers = first.headers();
    this.source = first;
    this.rest = rest;
    this.closed = closed;
    String told = headers.get("Content-Length");
    this.length = told == null ? -1 : Long.parseLong(told);
  }

  /** The object's length in bytes; negative if the server has not told it. */
  long length() {
    return length;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (position == length || count == 0) {
      return count == 0 ? 0 : -1;
    }
    while (true) {
      try {
        int got = source.read(into, offset, count);
        if (got < 0) {
          throw new EOFException("ended at %d of %d bytes".formatted(position, length));
        }
        position += got;
        breaks = 0;
        return got;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private void resume(IOException broken) throws IOException {
    source.close();
    breaks++;
    if (breaks > BREAKS_WITHOUT_A_BYTE || length < 0) {
      throw Trouble.of(broken).refusal();
    }
    try {
      GetObjectResponse answer = rest.from(position, Optional.ofNullable(headers.get("ETag")));
      source = answer;
      if (answer.headers().get("Content-Range") == null) {
        // The server knows no ranges and has begun anew.
        answer.skipNBytes(position);
      }
    } catch (IOException e) {
      throw new GlideException(
          ErrorCode.STORAGE_AWAY, "the chunk store's S3 server can't be reached; try again", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      try {
        source.close();
      } finally {
        closed.run();
      }
    }
  }

  /** Gets the bytes that are missing. */
  interface Rest {
    /** From an offset on, as long as the object is still the one with that tag. */
    GetObjectResponse from(long offset, Optional<String> etag) throws IOException;
  }
}
