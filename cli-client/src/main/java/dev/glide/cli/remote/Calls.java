package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Sends requests over one connection, again and again as far as the patience goes. One thread. */
final class Calls implements AutoCloseable {
  private final HttpConnection connection;
  private final Patience patience;
  private volatile boolean closed;

  Calls(Dialer dialer, Patience patience) {
    this.connection = new HttpConnection(dialer);
    this.patience = patience;
  }

  /** Takes the body of a good answer. */
  interface Taker<T> {
    T take(HttpAnswer answer) throws IOException, Failure;
  }

  /**
   * Sends a request until it is answered. One that is not repeatable is sent once.
   *
   * @throws Refused if the server answers that it won't
   * @throws Failure if there is no answer to be had, or {@code taker} throws it
   */
  <T> T call(HttpRequest request, Taker<T> taker) throws Failure, Refused {
    Backoff away = Backoff.away(patience);
    Backoff busy = Backoff.busy(patience);
    Backoff full = Backoff.full(patience);
    while (true) {
      try {
        HttpAnswer answer = connection.exchange(request);
        if (answer.isGood()) {
          return taker.take(answer);
        }
        Refusal refusal = Refusal.read(answer, connection.correlation());
        Backoff again = refusal.is(ErrorCode.STORAGE_FULL) ? full : busy;
        if (!refusal.isPassing() || closed || !again.await(refusal.retryAfter())) {
          throw new Refused(refusal);
        }
      } catch (IOException e) {
        boolean hopeless = e instanceof SSLException || e instanceof HttpGarbled || closed;
        if (hopeless || !request.repeatable() || !away.await(Optional.<Duration>empty())) {
          throw Refusals.away(connection.address(), e);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    connection.close();
  }
}
