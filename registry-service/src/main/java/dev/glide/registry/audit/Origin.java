package dev.glide.registry.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Where the request at hand comes from. */
@Singleton
final class Origin {
  private final CurrentVertxRequest current;
  private final Gateways gateways;

  Origin(CurrentVertxRequest current, Gateways gateways) {
    this.current = current;
    this.gateways = gateways;
  }

  /** The client's address; {@code null} where no request is at hand. */
  @Nullable String address() {
    if (!Arc.container().requestContext().isActive()) {
      return null;
    }
    RoutingContext context = current.getCurrent();
    return context == null ? null : address(context.request());
  }

  private @Nullable String address(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    return peer == null
        ? null
        : plain(
            gateways.client(
                InetAddress.ofLiteral(peer), request.headers().getAll("X-Forwarded-For")));
  }

  /** Without the name of a network interface. */
  private static String plain(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
