package dev.glide.cli.remote;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.Notice;
import java.io.IOException;
import java.util.Optional;

/** Goes online for a moment, to see whether that works. */
public final class PresenceProbe {
  private PresenceProbe() {}

  /**
   * Connects, waits until the relay says that it is ready, and leaves.
   *
   * @throws Failure if it is refused, or does not come so far
   */
  public static void look(Dialer dialer, SignIn signIn) throws Failure {
    HttpRequest request = PresenceClient.request(signIn.token());
    try (WebSocket socket = WebSocket.open(dialer, request)) {
      Optional<String> first = socket.next();
      socket.leave();
      if (first.isEmpty() || !first.get().contains("\"" + Notice.READY + "\"")) {
        throw new Failure(
            ExitCode.NETWORK, "not-glide", "the relay does not say that this device is online");
      }
    } catch (Refused e) {
      throw Refusals.failure(e.refusal());
    } catch (IOException e) {
      throw Refusals.away(dialer.address(), e);
    }
  }
}
