package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.storage.CheckedBody;
import dev.glide.chunks.storage.Crc32c;
import dev.glide.shared.error.GlideException;
import io.minio.Checksum;
import io.minio.Http;
import io.minio.Signer;
import io.minio.Time;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Puts objects as their bytes come in, with the SDK's signature but without its upload, which takes
 * a whole object into memory first.
 *
 * <p>The payload is not part of the signature; the server compares it with the signed CRC32C.
 */
final class StreamedPut {
  private static final MediaType TYPE = MediaType.get("application/octet-stream");
  private static final String CHECKSUM = "x-amz-checksum-crc32c";
  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final String DATE = "x-amz-date";
  private static final int ERROR_TEXT_BYTES = 4096;
  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

  private final S3Client s3;
  private final Http.BaseUrl base;
  private final ChunkStoreConfig.S3 config;

  StreamedPut(S3Client s3, ChunkStoreConfig.S3 config) {
    this.s3 = s3;
    this.config = config;
    this.base = new Http.BaseUrl(config.endpoint());
    base.setRegion(config.region());
    if (config.virtualHost()) {
      base.enableVirtualStyleEndpoint();
    } else {
      base.disableVirtualStyleEndpoint();
    }
  }

  /** Sends a body that can be had once: it is tried again only while nothing of it was taken. */
  void put(String object, long length, Crc32c crc32c, CheckedBody body) throws IOException {
    Body content = new Body(body, length);
    try {
      s3.call(
          () -> !content.begun,
          client -> {
            send(signed(object, crc32c, content), content);
            return true;
          });
    } catch (Unreadable e) {
      throw content.failure();
    }
  }

  private void send(Request request, Body content) throws IOException {
    try (Response response = s3.http().newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw refusal(response);
      }
    } catch (IOException e) {
      if (content.unreadable != null || content.refused != null) {
        throw new Unreadable(e);
      }
      throw e;
    }
  }

  private Request signed(String object, Crc32c crc32c, RequestBody body) throws MinioException {
    HttpUrl url =
        base.buildUrl(
            Http.Method.PUT, config.bucket(), object, config.region(), new Http.QueryParameters());
    Request request =
        new Request.Builder()
            .url(url)
            .header("Host", host(url))
            .header(CONTENT_HASH, Checksum.UNSIGNED_PAYLOAD)
            .header(DATE, ZonedDateTime.now(Time.UTC).format(Time.AMZ_DATE_FORMAT))
            .header(CHECKSUM, base64(crc32c))
            .header("x-amz-meta-" + S3ChunkStorage.CRC32C_METADATA, crc32c.toString())
            .put(body)
            .build();
    return Signer.signV4S3(
        request,
        config.region(),
        config.accessKey().orElseThrow(),
        config.secretKey().orElseThrow(),
        Checksum.UNSIGNED_PAYLOAD);
  }

  static String base64(Crc32c crc32c) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc32c.value()).array());
  }

  private static String host(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme())
        ? url.host()
        : url.host() + ":" + url.port();
  }

  private static S3Refused refusal(Response response) throws IOException {
    Matcher code = CODE.matcher(response.peekBody(ERROR_TEXT_BYTES).string());
    return new S3Refused(response.code(), code.find() ? code.group(1) : "no reason given");
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
