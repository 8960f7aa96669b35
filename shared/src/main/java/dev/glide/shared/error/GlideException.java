package dev.glide.shared.error;

/** A refusal on its way to the caller; a service answers it with its {@link #problem}. */
public final class GlideException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;
  private final ErrorCode code;

  public GlideException(ErrorCode code, Problem problem) {
    super(problem.detail());
    this.code = code;
    this.problem = problem;
  }

  public GlideException(ErrorCode code, String detail) {
    this(code, Problem.of(code, detail));
  }

  public GlideException(ErrorCode code, String detail, Throwable cause) {
    this(code, detail);
    initCause(cause);
  }

  public ErrorCode code() {
    return code;
  }

  public Problem problem() {
    return problem;
  }
}
