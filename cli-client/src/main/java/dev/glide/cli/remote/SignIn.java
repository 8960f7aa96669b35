package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import java.time.InstantSource;

/** Gives a signed-in device's access token to what is not the registry. Thread-safe. */
public final class SignIn implements AutoCloseable {
  private final AccessToken access;
  private final SignUpClient anonymous;

  public SignIn(
      Dialer dialer,
      DeviceSigner signer,
      TokenCache tokens,
      Patience patience,
      InstantSource clock) {
    this.access = new AccessToken(dialer.address(), signer, tokens, clock);
    this.anonymous = new SignUpClient(dialer, patience);
  }

  /**
   * A token that should still be good; signs in if there is none.
   *
   * @throws Failure if the server can't be reached, or does not know this device
   */
  synchronized String token() throws Failure {
    return access.get(anonymous::token);
  }

  /** A new token, for one that was refused. */
  synchronized String renew() throws Failure {
    return access.renew(anonymous::token);
  }

  @Override
  public void close() {
    anonymous.close();
  }
}
