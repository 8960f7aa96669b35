package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.error.ErrorCode;

/** Asks a registry what only its operator may, by the operator's token. One thread. */
public final class OperatorCalls implements AutoCloseable {
  private final Calls calls;
  private final String authorization;

  /**
   * Prepares; connects when it first asks.
   *
   * @param authorization value of the header
   */
  public OperatorCalls(Dialer dialer, String authorization) {
    this.calls = new Calls(dialer, Patience.SHORT);
    this.authorization = authorization;
  }

  /** Reads one record. */
  public <T> T get(String path, Class<T> type) throws Failure {
    HttpRequest request = HttpRequest.get(path).header("Authorization", authorization);
    try {
      return Answers.read(
          type, calls.call(request, answer -> answer.text(RegistryClient.MAX_ANSWER_BYTES)));
    } catch (Refused e) {
      throw failure(e.refusal());
    }
  }

  private static Failure failure(Refusal refusal) {
    if (refusal.is(ErrorCode.NOT_SIGNED_IN)) {
      return new Failure(
              ExitCode.NOT_SIGNED_IN,
              "admin-token-refused",
              "the server does not take this admin token")
          .hint("it must be the GLIDE_ADMIN_TOKEN of the server itself, or its file admin-token");
    }
    if (refusal.is(ErrorCode.NOT_FOUND)) {
      return new Failure(
              ExitCode.NOT_FOUND, "no-admin", "the server lets nobody look into its audit")
          .hint("start it with GLIDE_ADMIN_TOKEN, at least 32 characters that nobody can guess");
    }
    return Refusals.failure(refusal);
  }

  @Override
  public void close() {
    calls.close();
  }
}
