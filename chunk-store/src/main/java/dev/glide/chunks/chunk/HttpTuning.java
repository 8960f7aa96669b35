package dev.glide.chunks.chunk;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets bodies come in pieces as large as what one read of a socket yields, not in slices of it. */
@ApplicationScoped
class HttpTuning implements HttpServerOptionsCustomizer {
  private static final int PIECE_BYTES = 64 * 1024;

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setMaxChunkSize(PIECE_BYTES);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setMaxChunkSize(PIECE_BYTES);
  }
}
