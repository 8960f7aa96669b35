package dev.glide.chunks.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.chunks.Chunks;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.chunks.storage.TransferKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which a server may want to be spoken to. */
class S3AddressingIT {
  private static final String DOMAIN = "s3.test";

  private final TransferKey transfer =
      new TransferKey(LocalDate.of(2031, 5, 17), UUID.randomUUID());
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  @Test
  void putsTheBucketIntoThePath() throws Exception {
    try (S3ProxyServer server = new S3ProxyServer(folder)) {
      roundTrip(server.settings());
    }
    assertThat(requests)
        .allSatisfy(request -> {
          assertThat(request.url().host()).isEqualTo("127.0.0.1");
          assertThat(request.url().encodedPath()).startsWith("/glide-test");
        });
  }

  @Test
  void putsTheBucketIntoTheHost() throws Exception {
    try (S3ProxyServer server = S3ProxyServer.withVirtualHosts(folder, DOMAIN)) {
      roundTrip(
          server.settings().by("http://%s:%d".formatted(DOMAIN, server.port())).withBucketInHost());
    }
    assertThat(requests)
        .allSatisfy(request -> {
          assertThat(request.url().host()).isEqualTo("glide-test." + DOMAIN);
          assertThat(request.url().encodedPath()).doesNotContain("glide-test");
        });
  }

  @Test
  void signsForItsRegion() throws Exception {
    try (S3ProxyServer server = new S3ProxyServer(folder)) {
      roundTrip(server.settings().inRegion("eu-north-7"));
    }
    assertThat(requests)
        .allSatisfy(request ->
            assertThat(request.header("Authorization")).contains("/eu-north-7/s3/aws4_request"));
  }

  @Test
  void trustsWhatItIsToldToAndNothingElse() throws Exception {
    TestAuthority authority = TestAuthority.in(folder);
    TestAuthority stranger = TestAuthority.in(folder.resolve("stranger"));
    try (S3ProxyServer server =
        S3ProxyServer.withTls(folder.resolve("objects"), authority.keyStore())) {
      S3Server settings = server.settings().by("https://localhost:" + server.securePort());
      roundTrip(settings.trusting(authority.certificate()));
      for (S3Server untrusting : List.of(settings, settings.trusting(stranger.certificate()))) {
        try (S3ChunkStorage storage = S3ChunkStorage.open(untrusting)) {
          assertThatThrownBy(() -> storage.list(transfer)).hasMessageContaining("try again");
          assertThatThrownBy(storage::check).hasMessageContaining("SSLHandshakeException");
        }
      }
    }
  }

  @Test
  void hasNoMoreConnectionsThanItMay() throws Exception {
    try (S3ProxyServer server = new S3ProxyServer(folder);
        S3ChunkStorage storage = S3ChunkStorage.open(server.settings().withConnections(1))) {
      byte[] content = Chunks.random(1_000_000, 1);
      put(storage, content);
      StoredChunk open = storage.open(transfer.chunk(0)).orElseThrow();
      assertThatThrownBy(() -> storage.list(transfer)).hasMessageContaining("busy");
      open.close();
      open.close();
      assertThat(storage.list(transfer).cardinality()).isEqualTo(1);
      assertThat(storage.open(transfer.chunk(1))).isEmpty();
      put(storage, content);
    }
  }

  private void roundTrip(S3Server settings) throws IOException {
    OkHttpClient http =
        S3Connections.open(settings)
            .newBuilder()
            .dns(name -> List.of(InetAddress.getLoopbackAddress()))
            .addNetworkInterceptor(chain -> {
              requests.add(chain.request());
              return chain.proceed(chain.request());
            })
            .build();
    try (S3ChunkStorage storage = S3ChunkStorage.over(settings, http)) {
      byte[] content = Chunks.random(100_000, 1);
      put(storage, content);
      try (StoredChunk chunk = storage.open(transfer.chunk(0)).orElseThrow()) {
        assertThat(Chunks.read(chunk)).isEqualTo(content);
      }
      assertThat(storage.list(transfer).cardinality()).isEqualTo(1);
      storage.check();
      storage.delete(transfer);
      assertThat(storage.list(transfer).isEmpty()).isTrue();
    }
  }

  private void put(S3ChunkStorage storage, byte[] content) throws IOException {
    storage.put(
        transfer.chunk(0), content.length, Chunks.crc32c(content), Chunks.body(content, 65_536));
  }
}
