package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.SessionEnding;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.error.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The relay's routes for sessions (protocol, section 8), each over a connection of its own. */
public final class RelayClient {
  /** What connections speak after HTTP. */
  private static final String PROTOCOL = "glide/1";

  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final Dialer dialer;

  public RelayClient(Dialer dialer) {
    this.dialer = dialer;
  }

  /**
   * Opens one connection of a session.
   *
   * @throws Failure if the relay refuses, with its code, or can't be reached
   */
  public RawConnection connect(SessionGrant grant, int lane) throws Failure {
    try {
      return RawConnection.open(dialer, request(grant, "?lane=" + lane), PROTOCOL);
    } catch (Refused e) {
      throw Refusals.failure(e.refusal());
    }
  }

  /**
   * Asks how a connection of the grant's epoch ended.
   *
   * @return nothing if the relay does not know, or does not say so in time
   */
  public Optional<String> ending(SessionGrant grant, int lane, Duration patience) {
    Dialer quick = dialer.connectWithin(patience).silence(patience);
    String route = "/ending?lane=" + lane + "&epoch=" + grant.epoch();
    try (HttpConnection connection = new HttpConnection(quick)) {
      HttpAnswer answer = connection.exchange(request(grant, route).once());
      return answer.isGood()
          ? Optional.of(Answers.read(SessionEnding.class, answer.text(MAX_ANSWER_BYTES)).ending())
          : Optional.empty();
    } catch (IOException | Failure e) {
      // The question is a courtesy: without an answer the connection is lost all the same.
      return Optional.empty();
    }
  }

  private static HttpRequest request(SessionGrant grant, String route) {
    return HttpRequest.get("/relay/v1/sessions/" + grant.session() + route)
        .header("Authorization", "Bearer " + grant.ticket().token())
        .header("Accept", "application/json, " + Problem.MEDIA_TYPE);
  }
}
