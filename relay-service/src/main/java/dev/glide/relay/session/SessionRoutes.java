package dev.glide.relay.session;

import dev.glide.relay.Answer;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes every request below {@code /relay/v1/sessions/}. */
@ApplicationScoped
class SessionRoutes {
  /**
   * After Quarkus's filter for cross-origin requests, before its sign-in, which would refuse a
   * ticket as a bearer token that it does not know.
   */
  private static final int ORDER = -250;

  private static final Logger LOG = Logger.getLogger(SessionRoutes.class);

  private final SessionRequests requests;

  SessionRoutes(SessionRequests requests) {
    this.requests = requests;
  }

  void register(@Observes Router router) {
    router.route(Target.PREFIX + "*").order(ORDER).handler(this::accept);
  }

  /** Checking a ticket may wait for the registry's keys, which an event loop must not. */
  private void accept(RoutingContext routing) {
    Exchange exchange = new Exchange(routing.request());
    Thread.ofVirtual().name("relay-session").start(() -> serve(exchange));
  }

  private void serve(Exchange exchange) {
    exchange.cause().logKeys().forEach(MDC::put);
    try {
      requests.serve(exchange);
    } catch (GlideException refusal) {
      LOG.debugf(refusal, "refused: %s", refusal.code());
      exchange.answer(Answer.refusal(refusal));
    } catch (RuntimeException failure) {
      LOG.error("a request for a session failed", failure);
      exchange.answer(
          Answer.refusal(
              new GlideException(ErrorCode.INTERNAL, "the relay has failed; try again")));
    }
  }
}
