package dev.glide.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** An answer that ends a request: a JSON document, or why there is none. */
public record Answer(int status, String type, Optional<String> retryAfter, Buffer body) {
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  public static Answer ok(Object json) {
    return new Answer(200, "application/json", Optional.empty(), encode(json));
  }

  /** A problem document; whoever may come again hears when. */
  public static Answer refusal(GlideException refusal) {
    Optional<String> retryAfter =
        switch (refusal.code()) {
          case DRAINING -> Optional.of("1");
          case TOO_MANY, UNAVAILABLE -> Optional.of("5");
          default -> Optional.empty();
        };
    return new Answer(
        refusal.code().status(), Problem.MEDIA_TYPE, retryAfter, encode(refusal.problem()));
  }

  /** Sends it; on the event loop, where nothing has been sent before. */
  public void send(HttpServerResponse response) {
    response.setStatusCode(status).putHeader(HttpHeaderNames.CONTENT_TYPE, type);
    retryAfter.ifPresent(seconds -> response.putHeader(HttpHeaderNames.RETRY_AFTER, seconds));
    response.end(body);
  }

  /** Writes a record as JSON. */
  public static Buffer encode(Object json) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't write an answer", e);
    }
  }
}
