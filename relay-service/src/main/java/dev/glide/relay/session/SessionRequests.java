package dev.glide.relay.session;

import dev.glide.relay.Answer;
import dev.glide.relay.directory.RelaySelf;
import dev.glide.relay.pairing.Arrival.Seat;
import dev.glide.relay.pairing.Ending;
import dev.glide.relay.ticket.Bearers;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.trace.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.enterprise.context.ApplicationScoped;

/** What each request does, once its ticket allows it; blocks. */
@ApplicationScoped
class SessionRequests {
  private final Bearers bearers;
  private final RelaySelf self;
  private final Sessions sessions;
  private final Forwarder forwarder;

  SessionRequests(Bearers bearers, RelaySelf self, Sessions sessions, Forwarder forwarder) {
    this.bearers = bearers;
    this.self = self;
    this.sessions = sessions;
    this.forwarder = forwarder;
  }

  /**
   * Serves a request.
   *
   * @throws GlideException if it is refused; nothing has been answered then
   */
  void serve(Exchange exchange) {
    Target target =
        Target.parse(exchange.path())
            .orElseThrow(() -> new GlideException(ErrorCode.NOT_FOUND, "there is no such address"));
    if (!exchange.isGet()) {
      throw new GlideException(ErrorCode.METHOD_NOT_ALLOWED, "this address takes GET");
    }
    SessionClaims ticket = bearers.session(exchange.header(HttpHeaderNames.AUTHORIZATION));
    if (!ticket.session().equals(target.session())) {
      throw bearers.notForThis("the ticket is for another session");
    }
    if (!target.asksEnding() && !exchange.wantsUpgrade()) {
      throw new GlideException(
          ErrorCode.MALFORMED, "a session needs Upgrade: " + Exchange.PROTOCOL);
    }
    int lane = number(exchange, "lane");
    if (lane >= Seat.MAX_LANES) {
      throw new GlideException(
          ErrorCode.MALFORMED, "lanes are numbered from 0 to " + (Seat.MAX_LANES - 1));
    }
    if (isElsewhere(ticket)) {
      forwarder.forward(exchange, target, ticket);
    } else if (target.asksEnding()) {
      tellEnding(exchange, seat(ticket, lane, number(exchange, "epoch")));
    } else {
      Seat seat = seat(ticket, lane, ticket.epoch());
      sessions.admit(seat, ticket.user());
      Cause cause = exchange.cause();
      exchange.upgrade(socket -> sessions.enter(seat, ticket.user(), cause, socket), () -> {});
    }
  }

  /** An earlier start of this relay, under another id, has left nothing that would be missed. */
  private boolean isElsewhere(SessionClaims ticket) {
    return !ticket.relay().equals(self.id()) && !ticket.address().equals(self.address());
  }

  private void tellEnding(Exchange exchange, Seat seat) {
    Ending ending =
        sessions
            .ending(seat)
            .orElseThrow(() ->
                new GlideException(
                    ErrorCode.NOT_FOUND, "no ending of this connection is known here"));
    exchange.answer(Answer.ok(new Ended(ending.word())));
  }

  private static Seat seat(SessionClaims ticket, int lane, int epoch) {
    return new Seat(ticket.session(), lane, ticket.side(), epoch);
  }

  private static int number(Exchange exchange, String name) {
    return exchange
        .parameter(name)
        .filter(text -> text.matches("0|[1-9][0-9]{0,8}"))
        .map(Integer::parseInt)
        .orElseThrow(
            () -> new GlideException(ErrorCode.MALFORMED, "the address needs " + name + "=NUMBER"));
  }

  /** The answer of the route {@code ending}. */
  record Ended(String ending) {}
}
