package dev.glide.chunks.chunk;

import dev.glide.chunks.ChunkStoreConfig;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes every request below {@code /chunks/v1/} and gives it a virtual thread of its own. */
@ApplicationScoped
class ChunkRoutes {
  /**
   * After Quarkus's filter for cross-origin requests, before its sign-in, which would refuse a
   * ticket as a bearer token that it does not know.
   */
  private static final int ORDER = -250;

  private static final Logger LOG = Logger.getLogger(ChunkRoutes.class);

  private final ChunkRequests requests;
  private final Traffic traffic;
  private final Duration patience;

  ChunkRoutes(ChunkRequests requests, Traffic traffic, ChunkStoreConfig config) {
    this.requests = requests;
    this.traffic = traffic;
    this.patience = config.patience();
  }

  void register(@Observes Router router) {
    router.route(Target.PREFIX + "*").order(ORDER).handler(this::accept);
  }

  private void accept(RoutingContext routing) {
    Exchange exchange = new Exchange(routing.request(), patience);
    Thread.ofVirtual().name("chunk-request").start(() -> serve(exchange));
  }

  /** What is put beside the lines here goes with the thread. */
  private void serve(Exchange exchange) {
    exchange.cause().logKeys().forEach(MDC::put);
    String method = exchange.method().name();
    try {
      requests.serve(exchange);
      traffic.served(method);
    } catch (GlideException refusal) {
      LOG.debugf(refusal, "refused: %s", refusal.code());
      refuse(exchange, refusal);
    } catch (ConnectionLost lost) {
      LOG.debugf(lost, "connection lost");
      traffic.lost(method);
      exchange.abandon();
    } catch (IOException | RuntimeException failure) {
      LOG.error("a chunk request failed", failure);
      refuse(
          exchange,
          new GlideException(ErrorCode.INTERNAL, "the chunk store has failed; try again"));
    }
  }

  private void refuse(Exchange exchange, GlideException refusal) {
    traffic.refused(exchange.method().name(), refusal.code());
    exchange.answer(Answer.refusal(refusal));
  }
}
