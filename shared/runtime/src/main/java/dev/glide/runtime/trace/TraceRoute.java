package dev.glide.runtime.trace;

import dev.glide.runtime.trace.Tracing.Kind;
import dev.glide.shared.api.Headers;
import dev.glide.shared.trace.TraceParent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Keeps a trace of each request, as a part of its client's: what the service does further is done
 * for this part of it, for the request bears it from here on.
 */
@Singleton
final class TraceRoute {
  /** After the service has said what it does without, before the routes that read the header. */
  private static final int ORDER = -305;

  private static final int FAILURE = 500;

  private final Tracing tracing;

  TraceRoute(Tracing tracing) {
    this.tracing = tracing;
  }

  void register(@Observes Router router) {
    if (tracing.isOn()) {
      for (String path : List.of("/api/v1/*", "/chunks/v1/*", "/relay/v1/*")) {
        router.route(path).order(ORDER).handler(this::trace);
      }
    }
  }

  private void trace(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String method = request.method().name();
    tracing
        .begin(
            Kind.SERVER,
            RouteName.of(method, request.path()),
            TraceParent.of(request.getHeader(TraceParent.NAME)))
        .ifPresent(work -> {
          request.headers().set(TraceParent.NAME, work.parent().text());
          work.about("http.request.method", method);
          if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
            // It may last for hours, and is no answer then: what counts is that it was asked for.
            work.end();
          } else {
            routing.addEndHandler(end -> end(routing, work, end.succeeded()));
          }
        });
    routing.next();
  }

  private static void end(RoutingContext routing, Work work, boolean answered) {
    int status = routing.response().getStatusCode();
    work.about("http.response.status_code", Integer.toString(status));
    String correlation = routing.response().headers().get(Headers.CORRELATION);
    if (correlation != null) {
      work.about("glide.correlation", correlation);
    }
    if (!answered) {
      work.fail("the client went away");
    } else if (status >= FAILURE) {
      work.fail("answered " + status);
    } else {
      work.end();
    }
  }
}
