package dev.glide.chunks.storage.s3;

import dev.glide.chunks.ChunkStoreConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Makes the HTTP client: as many connections as are wanted stay open, and nothing is retried. */
final class S3Connections {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** Shorter than servers leave an idle connection open, which is 30 s with some. */
  private static final long IDLE_SECONDS = 25;

  private S3Connections() {}

  static OkHttpClient open(ChunkStoreConfig.S3 config) {
    Duration timeout = config.timeout();
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .dispatcher(dispatcher(config.connections()))
            .connectionPool(
                new ConnectionPool(config.connections(), IDLE_SECONDS, TimeUnit.SECONDS));
    config
        .caFile()
        .map(CaFile::read)
        .ifPresent(ca -> builder.sslSocketFactory(ca.sockets(), ca.trust()));
    return builder.build();
  }

  private static Dispatcher dispatcher(int connections) {
    Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
    dispatcher.setMaxRequests(connections);
    dispatcher.setMaxRequestsPerHost(connections);
    return dispatcher;
  }
}
