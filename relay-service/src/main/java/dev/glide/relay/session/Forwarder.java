package dev.glide.relay.session;

import dev.glide.relay.Answer;
import dev.glide.relay.pairing.Departure;
import dev.glide.relay.pump.Odometer;
import dev.glide.relay.pump.PipeEnd;
import dev.glide.relay.pump.Throttle;
import dev.glide.shared.api.Headers;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.trace.Cause;
import dev.glide.shared.trace.TraceParent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Passes requests on to the relay that their ticket names, and then the bytes; one hop at most. */
@ApplicationScoped
public class Forwarder {
  private static final int CONNECT_MILLIS = 3_000;
  private static final long REPLY_MILLIS = 10_000;

  private final Vertx vertx;
  private final NetClient plain;
  private final NetClient secure;
  private final Map<PipeEnd, Odometer> open = new ConcurrentHashMap<>();
  private final LongAdder passedBytes = new LongAdder();

  Forwarder(Vertx vertx) {
    NetClientOptions options = new NetClientOptions().setConnectTimeout(CONNECT_MILLIS);
    this.vertx = vertx;
    this.plain = vertx.createNetClient(options);
    this.secure =
        vertx.createNetClient(
            new NetClientOptions(options).setSsl(true).setHostnameVerificationAlgorithm("HTTPS"));
  }

  /**
   * Asks the relay of the ticket in the client's name, and gives its answer.
   *
   * @throws GlideException {@code unavailable} if the request has been forwarded before
   */
  void forward(Exchange exchange, Target target, SessionClaims ticket) {
    if (exchange.header(Headers.FORWARDED).isPresent()) {
      throw new GlideException(
          ErrorCode.UNAVAILABLE, "this is not the relay that the ticket names; ask for another");
    }
    URI relay = URI.create(ticket.address());
    String request = request(exchange, target, relay);
    // On the client's event loop, where the other connection will live too.
    exchange
        .context()
        .runOnContext(go -> {
          boolean tls = "https".equals(relay.getScheme());
          int port = relay.getPort() > 0 ? relay.getPort() : tls ? 443 : 80;
          (tls ? secure : plain)
              .connect(port, relay.getHost())
              .onSuccess(upstream -> ask(exchange, upstream, request))
              .onFailure(away -> exchange.answer(away(ticket)));
        });
  }

  /** Ends all that is passed on. */
  void endAll() {
    open.keySet().forEach(each -> each.end(""));
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Bytes that have been passed on to and from other relays, as far as they have been tallied. */
  public long passedBytes() {
    return passedBytes.sum();
  }

  /** Adds up what has been passed on since the last time. */
  void tally() {
    open.values().forEach(each -> passedBytes.add(each.newBytes()));
  }

  private void ask(Exchange exchange, NetSocket upstream, String request) {
    UpstreamReply reply = new UpstreamReply();
    AtomicBoolean answered = new AtomicBoolean();
    Runnable giveUp =
        () -> {
          if (answered.compareAndSet(false, true)) {
            upstream.close();
            exchange.answer(
                Answer.refusal(
                    new GlideException(
                        ErrorCode.UNAVAILABLE, "the relay of this session does not answer")));
          }
        };
    long timer = vertx.setTimer(REPLY_MILLIS, late -> giveUp.run());
    upstream.closeHandler(closed -> giveUp.run());
    upstream.exceptionHandler(broken -> giveUp.run());
    upstream.handler(piece -> {
      reply.add(piece);
      if (reply.isBroken()) {
        giveUp.run();
      } else if (reply.isComplete() && answered.compareAndSet(false, true)) {
        vertx.cancelTimer(timer);
        passOn(exchange, upstream, reply);
      }
    });
    upstream.write(request);
  }

  private void passOn(Exchange exchange, NetSocket upstream, UpstreamReply reply) {
    if (!reply.isUpgrade()) {
      upstream.close();
      exchange.answer(
          new Answer(
              reply.status(),
              reply.header("content-type").orElse("application/octet-stream"),
              reply.header("retry-after"),
              reply.rest()));
      return;
    }
    Pipe pipe = new Pipe();
    PipeEnd far = PipeEnd.take(upstream, Throttle.NONE, pipe::departed);
    far.hold(reply.rest());
    exchange.upgrade(
        client -> pipe.open(PipeEnd.take(client, Throttle.NONE, pipe::departed), far), far::cut);
  }

  private static String request(Exchange exchange, Target target, URI relay) {
    String wish =
        target.asksEnding()
            ? "Connection: close"
            : "Connection: Upgrade\r\nUpgrade: " + Exchange.PROTOCOL;
    Cause cause = exchange.cause();
    return String.join(
        "\r\n",
        "GET " + exchange.uri() + " HTTP/1.1",
        "Host: " + relay.getAuthority(),
        "Authorization: " + exchange.header(HttpHeaderNames.AUTHORIZATION).orElse(""),
        Headers.FORWARDED + ": 1",
        Headers.CORRELATION + ": " + cause.correlation(),
        cause.trace().map(parent -> TraceParent.NAME + ": " + parent.text() + "\r\n").orElse("")
            + wish,
        "",
        "");
  }

  private static Answer away(SessionClaims ticket) {
    return Answer.refusal(
        new GlideException(
            ErrorCode.UNAVAILABLE,
            "the relay of this session at " + ticket.address() + " can't be reached"));
  }

  /** A client and the relay that it meant. */
  private final class Pipe {
    private Optional<PipeEnd> near = Optional.empty();
    private Optional<PipeEnd> far = Optional.empty();

    void open(PipeEnd client, PipeEnd relay) {
      near = Optional.of(client);
      far = Optional.of(relay);
      open.put(client, new Odometer(client));
      open.put(relay, new Odometer(relay));
      PipeEnd.join(client, relay);
    }

    void departed(PipeEnd end, Departure how) {
      for (Optional<PipeEnd> each : List.of(near, far)) {
        each.map(open::remove).ifPresent(last -> passedBytes.add(last.newBytes()));
        switch (how) {
          case FINISHED -> each.ifPresent(one -> one.end(""));
          // The relay must not take for an end what was a break.
          case BROKEN, FAILED -> each.ifPresent(PipeEnd::cut);
        }
      }
    }
  }
}
