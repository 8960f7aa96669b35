package dev.glide.chunks.chunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** A short answer: everything but a chunk. */
record Answer(int status, Optional<String> type, Optional<String> retryAfter, Buffer body) {
  /** When to come again after being refused for want of room or storage. */
  private static final String RETRY_SECONDS = "5";

  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  static Answer created() {
    return new Answer(201, Optional.empty(), Optional.empty(), Buffer.buffer());
  }

  static Answer ok(Object json) {
    return new Answer(200, Optional.of("application/json"), Optional.empty(), encode(json));
  }

  static Answer refusal(GlideException refusal) {
    return switch (refusal.code()) {
      case TOO_MANY, UNAVAILABLE, STORAGE_AWAY, STORAGE_FULL ->
          problem(refusal, Optional.of(RETRY_SECONDS));
      default -> problem(refusal, Optional.empty());
    };
  }

  private static Answer problem(GlideException refusal, Optional<String> retryAfter) {
    return new Answer(
        refusal.code().status(),
        Optional.of(Problem.MEDIA_TYPE),
        retryAfter,
        encode(refusal.problem()));
  }

  private static Buffer encode(Object json) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't write an answer", e);
    }
  }
}
