package dev.glide.cli.seal;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;

/**
 * What was read is not what the sender made, or not for this reader. It never says how, so that
 * nobody learns from it.
 */
public final class NotAuthentic extends Exception {
  private static final long serialVersionUID = 1L;

  public NotAuthentic() {
    super("not authentic");
  }

  NotAuthentic(Throwable cause) {
    super("not authentic", cause);
  }

  /**
   * What a person hears.
   *
   * @param what was read, to begin a sentence with: {@code "The manifest"}
   */
  public Failure failure(String what) {
    return new Failure(
            ExitCode.NOT_AUTHENTIC, "not-authentic", what + " is not what the sender sealed")
        .hint("It was damaged or exchanged on the way. Ask the sender to send it again.")
        .because(this);
  }
}
