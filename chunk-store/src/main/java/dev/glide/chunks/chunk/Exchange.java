package dev.glide.chunks.chunk;

import dev.glide.chunks.CorrelationRoute;
import dev.glide.chunks.storage.StoredChunk;
import dev.glide.shared.api.Headers;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.trace.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A request and its answer, for the virtual thread that serves it: what touches the connection is
 * passed on to its event loop.
 */
final class Exchange {
  /** So much of a body that is not wanted is read, so that its sender comes to read the answer. */
  private static final long DRAIN_BYTES = 16L * 1024 * 1024;

  private static final long DRAIN_MILLIS = 5_000;

  private final Context context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final RequestBody body;
  private boolean continued;

  /**
   * Takes over a request that nobody has read from; on its event loop.
   *
   * @param patience how long a body may stand still
   */
  Exchange(HttpServerRequest request, Duration patience) {
    request.pause();
    this.context = Vertx.currentContext();
    this.request = request;
    this.response = request.response();
    this.body = new RequestBody(request, patience);
    // A receiver that goes away is no error of the server's; who sends learns of it by the future.
    response.exceptionHandler(gone -> {});
  }

  HttpMethod method() {
    return request.method();
  }

  String path() {
    return request.path();
  }

  Cause cause() {
    return CorrelationRoute.of(request);
  }

  Optional<String> header(CharSequence name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /**
   * A parameter of the query, which the server has been able to decode, or there would be no
   * exchange.
   *
   * @throws GlideException {@code malformed} if it is given more than once
   */
  Optional<String> parameter(String name) {
    List<String> values = request.params().getAll(name);
    if (values.size() > 1) {
      throw new GlideException(ErrorCode.MALFORMED, name + " is given more than once");
    }
    return values.stream().findFirst();
  }

  /** The body's length; empty if it is not told. */
  OptionalLong contentLength() {
    String text = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
    try {
      return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Lets the sender send its body. */
  RequestBody receive() {
    context.runOnContext(go -> {
      continued = true;
      if (expectsContinue()) {
        response.writeContinue();
      }
      request.resume();
    });
    return body;
  }

  void answer(Answer answer) {
    context.runOnContext(go -> {
      boolean closes = announcesBody() && !body.hasEnded() && !isWorthKeeping();
      response.setStatusCode(answer.status());
      answer.type().ifPresent(type -> response.putHeader(HttpHeaderNames.CONTENT_TYPE, type));
      answer
          .retryAfter()
          .ifPresent(seconds -> response.putHeader(HttpHeaderNames.RETRY_AFTER, seconds));
      if (closes) {
        response.putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      response.end(answer.body());
      drain(closes);
    });
  }

  /** Cuts it off, because nobody is there to read an answer, or one has been begun. */
  void abandon() {
    context.runOnContext(go -> cut());
  }

  /** Answers with all of a chunk but its bytes. */
  void describe(StoredChunk chunk) {
    context.runOnContext(go -> {
      begin(chunk);
      response.end();
    });
  }

  /** Sends a chunk from its file; done when it has been handed to the network. */
  Future<Void> send(StoredChunk.InFile chunk) {
    return onContext(() -> {
      begin(chunk);
      return response.sendFile(chunk.file().toString(), 0, chunk.length());
    });
  }

  /** Begins to send a chunk; its pieces follow. */
  void begin(StoredChunk.InStream chunk) {
    context.runOnContext(go -> begin((StoredChunk) chunk));
  }

  /** Sends a piece; done when the network has taken it. */
  Future<Void> send(Buffer piece) {
    return onContext(() -> response.write(piece));
  }

  void end() {
    context.runOnContext(go -> response.end());
  }

  private void begin(StoredChunk chunk) {
    response.putHeader(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_OCTET_STREAM);
    response.putHeader(HttpHeaderNames.CONTENT_LENGTH, Long.toString(chunk.length()));
    response.putHeader(Headers.CRC32C, chunk.crc32c().toString());
    drain(false);
  }

  private Future<Void> onContext(Supplier<Future<Void>> action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(go -> {
      try {
        action.get().onComplete(done);
      } catch (IllegalStateException e) {
        // The connection has been closed meanwhile.
        done.fail(e);
      }
    });
    return done.future();
  }

  private boolean announcesBody() {
    return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
        || contentLength().orElse(0) > 0;
  }

  private boolean expectsContinue() {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT));
  }

  /** Whether the rest of the body is known to come, and short enough to be read for nothing. */
  private boolean isWorthKeeping() {
    boolean mayNeverCome = expectsContinue() && !continued;
    return !mayNeverCome && contentLength().orElse(Long.MAX_VALUE) <= DRAIN_BYTES;
  }

  /** Reads on: closing at once would take the answer from a client that is still sending. */
  private void drain(boolean closes) {
    body.discard(closes ? DRAIN_BYTES : Long.MAX_VALUE, closes ? this::cut : () -> {});
    if (announcesBody() && !body.hasEnded()) {
      context
          .owner()
          .setTimer(
              DRAIN_MILLIS,
              late -> {
                if (!body.hasEnded()) {
                  cut();
                }
              });
    }
  }

  private void cut() {
    if (request.version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      request.connection().close();
    }
  }
}
