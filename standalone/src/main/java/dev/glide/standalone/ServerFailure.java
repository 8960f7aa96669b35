package dev.glide.standalone;

/**
 * Why the server can't start: one line that says what happened and one that says what to do next.
 * The exit codes are those of the command line.
 */
public final class ServerFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** Exit codes that a failed start can have. */
  public enum Kind {
    FAILED(1),
    USAGE(2),
    LOCAL_FILE(9);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  private final Kind kind;
  private final String hint;

  public ServerFailure(Kind kind, String message, String hint) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }

  public ServerFailure(Kind kind, String message, String hint, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.hint = hint;
  }

  public int exitCode() {
    return kind.exitCode;
  }

  /** Both lines, as a person reads them. */
  public String lines() {
    return "glide: " + getMessage() + System.lineSeparator() + "  " + hint;
  }
}
