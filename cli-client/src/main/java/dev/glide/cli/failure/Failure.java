package dev.glide.cli.failure;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.trace.Correlation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a command can't do what it was asked. The message is one line that says what happened; the
 * hint says what to do next.
 */
public final class Failure extends Exception {
  private static final long serialVersionUID = 1L;
  private final ExitCode exitCode;
  private final String code;
  private final @Nullable String hint;
  private final @Nullable String correlation;

  /**
   * Makes a failure.
   *
   * @param code stable, for programs, like {@code file-changed}; the server's own where it comes
   *     from there
   */
  public Failure(ExitCode exitCode, String code, String message) {
    this(exitCode, code, message, null, null, null);
  }

  /** For a thread that was told to end while it waited: marks it as interrupted again. */
  public static Failure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Failure(ExitCode.INTERRUPTED, "interrupted", "interrupted").because(e);
  }

  private Failure(
      ExitCode exitCode,
      String code,
      String message,
      @Nullable String hint,
      @Nullable String correlation,
      @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.code = code;
    this.hint = hint;
    this.correlation = correlation;
  }

  /** The same failure with what to do next, a full sentence or a command. */
  public Failure hint(String whatToDoNext) {
    return new Failure(exitCode, code, message(), whatToDoNext, correlation, getCause());
  }

  /** The same failure with the exception behind it, which only {@code --debug} shows. */
  public Failure because(Throwable cause) {
    return new Failure(exitCode, code, message(), hint, correlation, cause);
  }

  /** The same failure, to be found in the logs of the services under this id. */
  public Failure traced(Correlation id) {
    return new Failure(exitCode, code, message(), hint, id.id(), getCause());
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String code() {
    return code;
  }

  /** Whether a service has refused it with this code. */
  public boolean is(ErrorCode refusal) {
    return code.equals(refusal.code());
  }

  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /** What the server's operator finds it by, where it is the server's own trouble. */
  public Optional<String> correlation() {
    return Optional.ofNullable(correlation);
  }
}
