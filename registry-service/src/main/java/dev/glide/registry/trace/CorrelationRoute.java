package dev.glide.registry.trace;

import dev.glide.shared.api.Headers;
import dev.glide.shared.trace.Cause;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.TraceParent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/**
 * Names every request by an id, that of the client or a fresh one: in each line that is logged for
 * it, and in its answer; and says which trace it belongs to, if its client has said so. Below the
 * resources, so that what is refused before it reaches one is named too.
 */
@Singleton
final class CorrelationRoute {
  /** Before all that could refuse a request. */
  private static final int ORDER = -300;

  void register(@Observes Router router) {
    router.route("/api/v1/*").order(ORDER).handler(CorrelationRoute::follow);
  }

  /** What is put beside the lines here stays with the request, on whatever thread it goes on. */
  private static void follow(RoutingContext routing) {
    Correlation correlation =
        Correlation.givenOrFresh(routing.request().getHeader(Headers.CORRELATION));
    Cause.of(correlation.id(), routing.request().getHeader(TraceParent.NAME))
        .logKeys()
        .forEach(MDC::put);
    routing.response().putHeader(Headers.CORRELATION, correlation.id());
    routing.next();
  }
}
