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
  private final Duration patience;

  ChunkRoutes(ChunkRequests requests, ChunkStoreConfig config) {
    this.requests = requests;
    this.patience = config.patience();
  }

  void register(@Observes Router router) {
    router.route(Target.PREFIX + "*").order(ORDER).handler(this::accept);
  }

  private void accept(RoutingContext routing) {
    Exchange exchange = new Exchange(routing.request(), patience);
    Thread.ofVirtual().name("chunk-request").start(() -> serve(exchange));
  }

  private void serve(Exchange exchange) {
    try {
      requests.serve(exchange);
    } catch (GlideException refusal) {
      LOG.debugf(refusal, "refused: %s", refusal.code());
      exchange.answer(Answer.refusal(refusal));
    } catch (ConnectionLost lost) {
      LOG.debugf(lost, "connection lost");
      exchange.abandon();
    } catch (IOException | RuntimeException failure) {
      LOG.error("a chunk request failed", failure);
      exchange.answer(
          Answer.refusal(
              new GlideException(ErrorCode.INTERNAL, "the chunk store has failed; try again")));
    }
  }
}
