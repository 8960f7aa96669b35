package dev.glide.relay.session;

import dev.glide.relay.Answer;
import dev.glide.relay.CorrelationRoute;
import dev.glide.shared.trace.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** A request and its answer, for the virtual thread that serves it. */
final class Exchange {
  static final String PROTOCOL = "glide/1";
  private static final Logger LOG = Logger.getLogger(Exchange.class);

  private final Context context;
  private final HttpServerRequest request;

  /** Takes over a request that nobody has read from; on its event loop. */
  Exchange(HttpServerRequest request) {
    this.context = Vertx.currentContext();
    this.request = request;
    request.pause();
    // A client that goes away is no error of the server's.
    request.response().exceptionHandler(gone -> {});
  }

  Context context() {
    return context;
  }

  boolean isGet() {
    return request.method().equals(HttpMethod.GET);
  }

  String path() {
    return request.path();
  }

  /** Path and query, as they came. */
  String uri() {
    return request.uri();
  }

  Cause cause() {
    return CorrelationRoute.of(request);
  }

  Optional<String> header(CharSequence name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(request.getParam(name));
  }

  /** Whether the client wants to go on in this project's own protocol. */
  boolean wantsUpgrade() {
    return PROTOCOL.equalsIgnoreCase(request.getHeader(HttpHeaderNames.UPGRADE))
        && request.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
  }

  void answer(Answer answer) {
    context.runOnContext(go -> {
      request.resume();
      if (!request.response().ended() && !request.response().closed()) {
        answer.send(request.response());
      }
    });
  }

  /**
   * Answers 101.
   *
   * @param then gets the bare connection, on its event loop, before any byte of it
   * @param gone runs if the client is not there any more
   */
  void upgrade(Consumer<NetSocket> then, Runnable gone) {
    context.runOnContext(go -> {
      if (request.response().closed()) {
        gone.run();
        return;
      }
      if (request.connection() instanceof ConnectionBase connection) {
        connection.channel().config().setAutoRead(false);
      }
      request
          .response()
          .putHeader(HttpHeaderNames.UPGRADE, PROTOCOL)
          .putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
      request
          .toNetSocket()
          .onSuccess(then::accept)
          .onFailure(failure -> {
            LOG.debugf(failure, "no upgrade");
            gone.run();
          });
    });
  }
}
