package dev.glide.cli.remote;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import dev.glide.shared.trace.Correlation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server answered instead of doing what it was asked.
 *
 * @param code empty if this client does not know the problem's code
 * @param retryAfter what the server says about trying again
 * @param correlation of the request
 */
record Refusal(
    int status,
    Problem problem,
    Optional<ErrorCode> code,
    Optional<Duration> retryAfter,
    Correlation correlation) {
  private static final int MAX_PROBLEM_BYTES = 64 * 1024;

  /** Reads a refusal; one that is no problem document becomes one by its status. */
  static Refusal read(HttpAnswer answer, Correlation correlation) throws IOException {
    String type = answer.header("Content-Type").orElse("");
    Problem problem = null;
    if (type.startsWith(Problem.MEDIA_TYPE) || type.startsWith("application/json")) {
      try {
        problem = Json.read(Problem.class, answer.text(MAX_PROBLEM_BYTES));
      } catch (RuntimeException e) {
        // Not what it says it is: the status has to do.
        problem = null;
      }
    }
    if (problem == null || problem.code() == null) {
      problem = byStatus(answer.status());
    }
    return new Refusal(
        answer.status(), problem, ErrorCode.of(problem.code()), retryAfter(answer), correlation);
  }

  private static Problem byStatus(int status) {
    for (ErrorCode each :
        new ErrorCode[] {
          ErrorCode.NOT_SIGNED_IN, ErrorCode.TOO_LARGE, ErrorCode.TOO_MANY, ErrorCode.UNAVAILABLE
        }) {
      if (each.status() == status) {
        return Problem.of(each, each.title());
      }
    }
    String detail = "the server answers with status " + status;
    return new Problem(
        "about:blank", detail, status, detail, "http-" + status, null, null, null, null);
  }

  private static Optional<Duration> retryAfter(HttpAnswer answer) {
    String seconds = answer.header("Retry-After").orElse("");
    if (seconds.isEmpty() || seconds.length() > 6) {
      return Optional.empty();
    }
    for (int i = 0; i < seconds.length(); i++) {
      if (seconds.charAt(i) < '0' || seconds.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(Duration.ofSeconds(Integer.parseInt(seconds)));
  }

  boolean is(ErrorCode other) {
    return code.isPresent() && code.get() == other;
  }

  /** Whether it is the server's own trouble, which its operator can look into. */
  boolean isTheServers() {
    return status >= 500;
  }

  /** Whether the same request may be accepted a little later. */
  boolean isPassing() {
    return status == 429 || status == 502 || status == 503 || status == 504 || status == 507;
  }
}
