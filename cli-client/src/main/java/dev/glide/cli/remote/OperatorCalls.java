package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.error.ErrorCode;
import java.nio.charset.StandardCharsets;

/** Asks a registry what only its operator may, by the operator's token. One thread. */
public final class OperatorCalls implements AutoCloseable {
  private static final byte[] NOTHING = {};

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
    return Answers.read(type, send(HttpRequest.get(path)));
  }

  /** Has something done that does no more when it is done twice. */
  public <T> T post(String path, Class<T> type) throws Failure {
    return Answers.read(type, send(HttpRequest.post(path, NOTHING)));
  }

  /** Makes something, once. */
  public <T> T make(String path, Object record, Class<T> type) throws Failure {
    return Answers.read(type, send(withJson(HttpRequest.post(path, json(record)).once())));
  }

  /** Makes something that needs no description, once. */
  public <T> T make(String path, Class<T> type) throws Failure {
    return Answers.read(type, send(HttpRequest.post(path, NOTHING).once()));
  }

  public <T> T put(String path, Object record, Class<T> type) throws Failure {
    byte[] body = json(record);
    return Answers.read(type, send(withJson(HttpRequest.put(path, body, body.length))));
  }

  public void delete(String path) throws Failure {
    send(HttpRequest.delete(path));
  }

  private static byte[] json(Object record) {
    return Json.write(record).getBytes(StandardCharsets.UTF_8);
  }

  private static HttpRequest withJson(HttpRequest request) {
    return request.header("Content-Type", "application/json");
  }

  private String send(HttpRequest request) throws Failure {
    try {
      return calls.call(
          request.header("Authorization", authorization),
          answer -> answer.text(RegistryClient.MAX_ANSWER_BYTES));
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
              ExitCode.NOT_FOUND,
              "no-admin",
              "the server has no admin token, or is of an older version")
          .hint("start it with GLIDE_ADMIN_TOKEN, at least 32 characters that nobody can guess");
    }
    return Refusals.failure(refusal);
  }

  @Override
  public void close() {
    calls.close();
  }
}
