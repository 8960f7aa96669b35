package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.api.TokenResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The registry's routes that need no access token: signing up, linking, signing in. One thread. */
public final class SignUpClient implements AutoCloseable {
  private final Dialer dialer;
  private final Patience patience;
  private final Calls calls;

  public SignUpClient(Dialer dialer, Patience patience) {
    this.dialer = dialer;
    this.patience = patience;
    this.calls = new Calls(dialer, patience);
  }

  /** Makes an account; the same again with the same keys is answered the same. */
  public Account register(NewUser user) throws Failure {
    return post("/api/v1/users", user, Account.class);
  }

  /** Asks that a device be added to an account; the same again tells how it stands. */
  public DeviceKeys link(String handle, NewDevice device) throws Failure {
    return post(
        "/api/v1/users/" + RegistryClient.segment(handle) + "/devices", device, DeviceKeys.class);
  }

  private <T> T post(String path, Object body, Class<T> type) throws Failure {
    try {
      String text =
          calls.call(
              RegistryClient.withJson(path, body),
              answer -> answer.text(RegistryClient.MAX_ANSWER_BYTES));
      return Answers.read(type, text);
    } catch (Refused e) {
      throw Refusals.failure(e.refusal());
    }
  }

  /**
   * Signs in. An assertion is good for one use only, so each try sends a new one, over a connection
   * that can't be stale.
   */
  TokenResponse token(AccessToken.Requests requests) throws Failure {
    Backoff away = Backoff.away(patience);
    Backoff busy = Backoff.busy(patience);
    while (true) {
      try (HttpConnection fresh = new HttpConnection(dialer)) {
        HttpAnswer answer = fresh.exchange(requests.next());
        if (answer.isGood()) {
          return Answers.read(TokenResponse.class, answer.text(RegistryClient.MAX_ANSWER_BYTES));
        }
        Refusal refusal = Refusal.read(answer, dialer.correlation());
        if (!refusal.isPassing() || !busy.await(refusal.retryAfter())) {
          throw Refusals.failure(refusal);
        }
      } catch (IOException e) {
        if (!away.await(Optional.<Duration>empty())) {
          throw Refusals.away(dialer.address(), e);
        }
      }
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
