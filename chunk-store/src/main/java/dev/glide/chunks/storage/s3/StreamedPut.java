package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.CheckedBody;
import dev.glide.chunks.storage.Crc32c;
import dev.glide.shared.error.GlideException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Puts objects as their bytes come in, without the SDK's upload, which takes a whole object into
 * memory first. The server compares the payload with the signed CRC32C.
 */
final class StreamedPut {
  private static final MediaType TYPE = MediaType.get("application/octet-stream");
  private static final String CHECKSUM = "x-amz-checksum-crc32c";

  private final S3Client s3;
  private final SignedPut signedPut;

  StreamedPut(S3Client s3, ChunkStoreConfig.S3 config) {
    this.s3 = s3;
    this.signedPut = new SignedPut(config);
  }

  /** Sends a body that can be had once: it is tried again only while nothing of it was taken. */
  void put(String object, long length, Crc32c crc32c, CheckedBody body) throws IOException {
    Body content = new Body(body, length);
    try {
      s3.call(
          () -> !content.begun,
          client -> {
            send(request(object, crc32c, content), content);
            return true;
          });
    } catch (Unreadable e) {
      throw content.failure();
    }
  }

  private void send(Request request, Body content) throws IOException {
    try (Response response = s3.http().newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw S3Refused.of(response);
      }
    } catch (IOException e) {
      if (content.unreadable != null || content.refused != null) {
        throw new Unreadable(e);
      }
      throw e;
    }
  }

  private Request request(String object, Crc32c crc32c, Body content) throws MinioException {
    Map<String, String> checksums =
        Map.of(
            CHECKSUM,
            base64(crc32c),
            "x-amz-meta-" + S3ChunkStorage.CRC32C_METADATA,
            crc32c.toString());
    return signedPut.ofObject(object, checksums, content);
  }

  static String base64(Crc32c crc32c) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc32c.value()).array());
  }

  /** It is not S3 that has failed, but whoever sends the body. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(IOException cause) {
      super(cause);
    }
  }

  /** A body that can be sent once, and remembers why it could not be read. */
  private static final class Body extends RequestBody {
    private final CheckedBody source;
    private final long length;
    private @Nullable IOException unreadable;
    private @Nullable GlideException refused;
    private boolean begun;

    Body(CheckedBody source, long length) {
      this.source = source;
      this.length = length;
    }

    @Override
    public MediaType contentType() {
      return TYPE;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      for (ByteBuffer piece = next(); piece.hasRemaining(); piece = next()) {
        while (piece.hasRemaining()) {
          sink.write(piece);
        }
      }
    }

    private ByteBuffer next() throws IOException {
      begun = true;
      try {
        return source.next();
      } catch (IOException e) {
        unreadable = e;
        throw e;
      } catch (GlideException e) {
        refused = e;
        throw new IOException("refused", e);
      }
    }

    /** Why it could not be read. */
    IOException failure() {
      if (refused != null) {
        throw refused;
      }
      return unreadable != null ? unreadable : new IOException("the body can't be read");
    }
  }
}
