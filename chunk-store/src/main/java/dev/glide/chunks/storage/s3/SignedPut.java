package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import io.minio.Checksum;
import io.minio.Http;
import io.minio.Signer;
import io.minio.Time;
import io.minio.errors.MinioException;
import java.time.ZonedDateTime;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests that put something, with the SDK's addresses and signature but nothing else of it;
 * the payload is not part of the signature.
 */
final class SignedPut {
  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final String DATE = "x-amz-date";

  private final ChunkStoreConfig.S3 config;
  private final Http.BaseUrl base;

  SignedPut(ChunkStoreConfig.S3 config) {
    this.config = config;
    this.base = new Http.BaseUrl(config.endpoint());
    base.setRegion(config.region());
    if (config.virtualHost()) {
      base.enableVirtualStyleEndpoint();
    } else {
      base.disableVirtualStyleEndpoint();
    }
  }

  Request ofBucket(RequestBody body) throws MinioException {
    return signed(null, Map.of(), body);
  }

  Request ofObject(String object, Map<String, String> headers, RequestBody body)
      throws MinioException {
    return signed(object, headers, body);
  }

  private Request signed(@Nullable String object, Map<String, String> headers, RequestBody body)
      throws MinioException {
    HttpUrl url =
        base.buildUrl(
            Http.Method.PUT, config.bucket(), object, config.region(), new Http.QueryParameters());
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Host", host(url))
            .header(CONTENT_HASH, Checksum.UNSIGNED_PAYLOAD)
            .header(DATE, ZonedDateTime.now(Time.UTC).format(Time.AMZ_DATE_FORMAT))
            .put(body);
    headers.forEach(request::header);
    return Signer.signV4S3(
        request.build(),
        config.region(),
        config.accessKey().orElseThrow(),
        config.secretKey().orElseThrow(),
        Checksum.UNSIGNED_PAYLOAD);
  }

  private static String host(HttpUrl url) {
    return url.port() == HttpUrl.defaultPort(url.scheme())
        ? url.host()
        : url.host() + ":" + url.port();
  }
}
