package dev.glide.chunks.storage.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server in this process that keeps its objects in a folder. */
public final class S3ProxyServer implements AutoCloseable {
  private static final String USER = "test-user";
  private static final String SECRET = "test-secret";

  private final S3Proxy proxy;

  public S3ProxyServer(Path folder) throws Exception {
    this(folder, 0);
  }

  S3ProxyServer(Path folder, int port) throws Exception {
    this(builder(folder).endpoint(URI.create("http://127.0.0.1:" + port)));
  }

  private S3ProxyServer(S3Proxy.Builder builder) throws Exception {
    proxy = builder.build();
    proxy.start();
  }

  /** One that takes buckets as names below a domain. */
  static S3ProxyServer withVirtualHosts(Path folder, String domain) throws Exception {
    return new S3ProxyServer(
        builder(folder).endpoint(URI.create("http://127.0.0.1:0")).virtualHost(domain));
  }

  /** One that speaks TLS. */
  static S3ProxyServer withTls(Path folder, Path keyStore) throws Exception {
    Files.createDirectories(folder);
    return new S3ProxyServer(
        builder(folder)
            .secureEndpoint(URI.create("https://127.0.0.1:0"))
            .keyStore(keyStore.toString(), TestAuthority.PASSWORD));
  }

  private static S3Proxy.Builder builder(Path folder) {
    return S3Proxy.builder()
        .blobStore(new FilesystemNio2BlobStore(folder.toString()))
        .awsAuthentication(AuthenticationType.AWS_V4, USER, SECRET);
  }

  int securePort() {
    return proxy.getSecurePort();
  }

  int port() {
    return proxy.getPort();
  }

  public S3Server settings() {
    return settings("glide-test", SECRET);
  }

  S3Server settings(String bucket, String secret) {
    return new S3Server("http://127.0.0.1:" + proxy.getPort(), USER, secret, bucket, true);
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 server does not stop", e);
    }
  }
}
