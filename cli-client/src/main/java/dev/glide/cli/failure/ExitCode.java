package dev.glide.cli.failure;

/** The exit codes of the command line, which scripts rely on. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  NOT_SIGNED_IN(3),
  NOT_FOUND(4),
  REFUSED(5),
  NETWORK(6),
  NOT_AUTHENTIC(7),
  OVER_LIMIT(8),
  LOCAL_FILE(9),
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
