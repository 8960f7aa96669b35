package dev.glide.chunks;

import dev.glide.shared.api.Headers;
import dev.glide.shared.trace.Cause;
import dev.glide.shared.trace.Correlation;
import dev.glide.shared.trace.TraceParent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sees to it that every request bears an id by which it can be followed, and every answer the same:
 * that of the client, or a fresh one if the client has sent none that can be used.
 */
@ApplicationScoped
public class CorrelationRoute {
  /** Before the routes that read it. */
  private static final int ORDER = -300;

  void register(@Observes Router router) {
    router.route("/chunks/v1/*").order(ORDER).handler(CorrelationRoute::follow);
  }

  /** What a request that has passed here is made for. */
  public static Cause of(HttpServerRequest request) {
    return Cause.of(request.getHeader(Headers.CORRELATION), request.getHeader(TraceParent.NAME));
  }

  private static void follow(RoutingContext routing) {
    Correlation correlation =
        Correlation.givenOrFresh(routing.request().getHeader(Headers.CORRELATION));
    routing.request().headers().set(Headers.CORRELATION, correlation.id());
    routing.response().putHeader(Headers.CORRELATION, correlation.id());
    routing.next();
  }
}
