package dev.glide.chunks.chunk;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.chunks.TestTickets;
import dev.glide.chunks.storage.ChunkStorage;
import dev.glide.chunks.storage.folder.FolderChunkStorage;
import dev.glide.chunks.storage.s3.S3ChunkStorage;
import dev.glide.chunks.storage.s3.S3Server;
import dev.glide.chunks.ticket.RefusedTickets;
import dev.glide.chunks.ticket.Tickets;
import dev.glide.shared.chunk.ChunkLayout;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * The chunk store's routes in a process of their own, without anything around them: arguments are a
 * transfer, and a folder or an S3 server's endpoint, user, secret and bucket; prints a port and a
 * ticket. Ends when its standard input does.
 */
final class BareServer {
  /** 2,048 chunks of the largest size. */
  static final ChunkLayout LAYOUT =
      new ChunkLayout(ChunkLayout.MAX_CHUNK_BYTES, 2048L * ChunkLayout.MAX_CHUNK_BYTES);

  private BareServer() {}

  public static void main(String[] arguments) throws Exception {
    UUID transfer = UUID.fromString(arguments[0]);
    Path folder = Path.of(arguments[1]);
    ChunkStoreConfig config = config(folder);
    ChunkStorage storage =
        arguments.length == 2
            ? new FolderChunkStorage(folder, config.keepFree())
            : S3ChunkStorage.open(
                new S3Server(arguments[1], arguments[2], arguments[3], arguments[4], true)
                    .patientFor(Duration.ofSeconds(5)));
    int port = listen(storage, config);
    System.out.write(
        "%d %s%n"
            .formatted(port, TestTickets.put(transfer, LAYOUT))
            .getBytes(StandardCharsets.UTF_8));
    System.out.flush();
    while (System.in.read() >= 0) {
      // Lives as long as whoever started it.
    }
    System.exit(0);
  }

  /** Serves a storage in this process until it ends; gives the port. */
  static int listen(ChunkStorage storage, ChunkStoreConfig config) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Router router = Router.router(vertx);
    Clock clock = Clock.systemUTC();
    Traffic traffic = new Traffic();
    RefusedTickets refused = new RefusedTickets();
    new ChunkRoutes(
            new ChunkRequests(
                new Tickets(TestTickets.keys(), refused, clock),
                refused,
                storage,
                new Delivery(config),
                new Completion(
                    storage, new Announcer(storage, new SilentEmitter(), clock, config), clock),
                traffic),
            traffic,
            config)
        .register(router);
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    new HttpTuning().customizeHttpServer(options);
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .get()
        .actualPort();
  }

  static ChunkStoreConfig config(Path folder) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ChunkStoreConfig.class)
            .withDefaultValue("glide.chunks.folder", folder.toString())
            .build();
    return config.getConfigMapping(ChunkStoreConfig.class);
  }
}
