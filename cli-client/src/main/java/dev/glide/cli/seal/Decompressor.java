package dev.glide.cli.seal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import org.jspecify.annotations.Nullable;

/** Undoes {@link Compressor}, never yielding more than it is given room for. */
final class Decompressor implements AutoCloseable {
  private @Nullable ZstdDecompressCtx context;

  /**
   * The content's size, as the frame states it.
   *
   * @throws NotAuthentic if it states none, or one above {@code max}
   */
  int contentBytes(byte[] frame, int length, int max) throws NotAuthentic {
    long size = Zstd.getFrameContentSize(frame, 0, length);
    if (size < 0 || size > max) {
      throw new NotAuthentic();
    }
    return (int) size;
  }

  int decompress(byte[] frame, int length, byte[] out) throws NotAuthentic {
    ZstdDecompressCtx zstd = context;
    if (zstd == null) {
      zstd = new ZstdDecompressCtx();
      context = zstd;
    }
    try {
      return zstd.decompressByteArray(out, 0, out.length, frame, 0, length);
    } catch (ZstdException e) {
      throw new NotAuthentic(e);
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
