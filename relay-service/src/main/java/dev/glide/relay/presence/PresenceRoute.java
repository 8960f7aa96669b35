package dev.glide.relay.presence;

import dev.glide.relay.Answer;
import dev.glide.relay.CorrelationRoute;
import dev.glide.relay.ticket.Bearers;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.AccessClaims;
import dev.glide.shared.trace.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes {@code /relay/v1/presence}. */
@ApplicationScoped
class PresenceRoute {
  private static final String PATH = "/relay/v1/presence";

  /** Before Quarkus's sign-in, which would refuse an access token that it does not know. */
  private static final int ORDER = -250;

  private static final Logger LOG = Logger.getLogger(PresenceRoute.class);

  private final Bearers bearers;
  private final Presences presences;

  PresenceRoute(Bearers bearers, Presences presences) {
    this.bearers = bearers;
    this.presences = presences;
  }

  void register(@Observes Router router) {
    router.route(PATH).order(ORDER).handler(this::accept);
  }

  /** Checking a token may wait for the registry's keys, which an event loop must not. */
  private void accept(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Context context = Vertx.currentContext();
    request.pause();
    request.response().exceptionHandler(gone -> {});
    Cause cause = CorrelationRoute.of(request);
    Optional<String> authorization =
        Optional.ofNullable(request.getHeader(HttpHeaderNames.AUTHORIZATION));
    boolean asksWebSocket =
        "websocket".equalsIgnoreCase(request.getHeader(HttpHeaderNames.UPGRADE));
    Thread.ofVirtual()
        .name("relay-presence-request")
        .start(() -> {
          cause.logKeys().forEach(MDC::put);
          serve(request, context, authorization, asksWebSocket);
        });
  }

  private void serve(
      HttpServerRequest request,
      Context context,
      Optional<String> authorization,
      boolean asksWebSocket) {
    try {
      AccessClaims who = bearers.access(authorization);
      if (!asksWebSocket) {
        throw new GlideException(ErrorCode.MALFORMED, "presence needs Upgrade: websocket");
      }
      presences.admit(who);
      context.runOnContext(go -> upgrade(request, who));
    } catch (GlideException refusal) {
      LOG.debugf(refusal, "refused: %s", refusal.code());
      context.runOnContext(go -> refuse(request, refusal));
    } catch (RuntimeException failure) {
      LOG.error("a request for presence failed", failure);
      context.runOnContext(go ->
          refuse(
              request, new GlideException(ErrorCode.INTERNAL, "the relay has failed; try again")));
    }
  }

  private void upgrade(HttpServerRequest request, AccessClaims who) {
    request
        .toWebSocket()
        .onSuccess(socket -> presences.enter(who, socket))
        .onFailure(failure -> LOG.debugf(failure, "no upgrade"));
  }

  private static void refuse(HttpServerRequest request, GlideException refusal) {
    request.resume();
    if (!request.response().ended() && !request.response().closed()) {
      Answer.refusal(refusal).send(request.response());
    }
  }
}
