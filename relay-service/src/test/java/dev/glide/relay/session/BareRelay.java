package dev.glide.relay.session;

import dev.glide.relay.RelayConfig;
import dev.glide.relay.TestTokens;
import dev.glide.relay.directory.RelaySelf;
import dev.glide.relay.ticket.Bearers;
import dev.glide.relay.ticket.RefusedTickets;
import dev.glide.shared.token.SessionClaims.Side;
import io.quarkus.vertx.http.HttpServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The relay's routes for sessions without anything around them, as large as the test wants. */
final class BareRelay implements AutoCloseable {
  private final Vertx vertx;
  private final Sessions sessions;
  private final EndingCounts counts = new EndingCounts();
  private int port;

  private BareRelay(Vertx vertx, RelayConfig config) {
    this.vertx = vertx;
    Clock clock = Clock.systemUTC();
    RelaySelf self = new RelaySelf(new Port(), config);
    Forwarder forwarder = new Forwarder(vertx);
    this.sessions = new Sessions(config, counts, forwarder, clock);
    Router router = Router.router(vertx);
    new SessionRoutes(
            new SessionRequests(
                new Bearers(TestTokens.keys(), new RefusedTickets(), clock),
                self,
                sessions,
                forwarder))
        .register(router);
    sessions.tick(vertx);
    try {
      port =
          vertx
              .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
              .requestHandler(router)
              .listen()
              .toCompletionStage()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS)
              .actualPort();
    } catch (Exception e) {
      throw new IllegalStateException("the relay does not listen", e);
    }
  }

  /** Starts one with these settings, without {@code glide.relay.}. */
  static BareRelay start(Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(RelayConfig.class);
    settings.forEach((name, value) -> builder.withDefaultValue("glide.relay." + name, value));
    return new BareRelay(
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2)),
        builder.build().getConfigMapping(RelayConfig.class));
  }

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  Sessions sessions() {
    return sessions;
  }

  EndingCounts counts() {
    return counts;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /**
   * A relay in a process of its own, to be measured from outside: prints its origin, then a session
   * and the tickets of its sender and receiver. Ends when its standard input does.
   */
  public static void main(String[] arguments) throws Exception {
    try (BareRelay relay =
        start(Map.of("max-sessions", "100000", "max-sessions-per-user", "100000"))) {
      Lanes lanes = Lanes.at(relay.origin());
      System.out.println(relay.origin());
      System.out.println(
          String.join(
              " ",
              lanes.session().toString(),
              lanes.ticket(Side.SENDER, 1),
              lanes.ticket(Side.RECEIVER, 1)));
      while (System.in.read() >= 0) {
        // Lives as long as whoever started it.
      }
    }
  }

  private final class Port implements HttpServer {
    @Override
    public int getPort() {
      return port;
    }

    @Override
    public int getSecurePort() {
      return -1;
    }

    @Override
    public int getManagementPort() {
      return -1;
    }

    @Override
    public URI getLocalBaseUri() {
      return URI.create(origin());
    }
  }
}
