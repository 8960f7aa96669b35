package dev.glide.cli.seal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import org.jspecify.annotations.Nullable;

/**
 * Compresses content with zstd where that pays. The native library is loaded when the first content
 * looks worth it; where it can't be loaded, nothing is compressed. One thread at a time.
 */
final class Compressor implements AutoCloseable {
  /** Faster than a fast network on one core; higher levels win a few percent. */
  private static final int LEVEL = 1;

  /** Below this a frame's overhead eats the gain. */
  private static final int MIN_BYTES = 128;

  private static final int TRIAL_BYTES = 64 * 1024;

  private @Nullable ZstdCompressCtx context;
  private byte[] buffer = new byte[0];

  /**
   * Compresses, or says that it does not pay.
   *
   * @return length of the zstd frame at the start of {@link #buffer()}, or -1 to store as it is
   */
  int compress(byte[] content, int length) {
    if (length < MIN_BYTES || !Entropy.looksCompressible(content, length)) {
      return -1;
    }
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    try {
      if (length > 2 * TRIAL_BYTES && !trialPays(content, length)) {
        return -1;
      }
      return frame(content, 0, length, length - 1);
    } catch (LinkageError e) {
      return -1;
    }
  }

  byte[] buffer() {
    return buffer;
  }

  private boolean trialPays(byte[] content, int length) {
    int limit = TRIAL_BYTES - TRIAL_BYTES / 16;
    return frame(content, (length - TRIAL_BYTES) / 2, TRIAL_BYTES, limit) > 0;
  }

  private int frame(byte[] content, int from, int length, int maxLength) {
    ZstdCompressCtx zstd = context;
    if (zstd == null) {
      zstd = new ZstdCompressCtx().setLevel(LEVEL).setContentSize(true).setChecksum(false);
      context = zstd;
    }
    try {
      return zstd.compressByteArray(buffer, 0, maxLength, content, from, length);
    } catch (ZstdException e) {
      if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
        return -1;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
