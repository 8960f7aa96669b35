package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.Limits;
import dev.glide.shared.api.NewInvite;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.OwnDevices;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.api.TransferPage;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.api.UserPage;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The registry's routes (protocol, section 3) for a signed-in device. Signs in by itself, again
 * when a token is refused. Thread-safe: requests go one after the other over one connection.
 */
public final class RegistryClient implements AutoCloseable {
  private static final String API = "/api/v1/";
  static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

  private final Calls calls;
  private final SignIn signIn;

  public RegistryClient(
      Dialer dialer,
      DeviceSigner signer,
      TokenCache tokens,
      Patience patience,
      InstantSource clock) {
    this.calls = new Calls(dialer, patience);
    this.signIn = new SignIn(dialer, signer, tokens, patience, clock);
  }

  public Account account() throws Failure {
    return get("account", Account.class);
  }

  public UserPage users(Optional<String> after) throws Failure {
    return get("users" + paging(after), UserPage.class);
  }

  public DeviceList devicesOf(String handle) throws Failure {
    return get("users/" + segment(handle) + "/devices", DeviceList.class);
  }

  public OwnDevices devices() throws Failure {
    return get("devices", OwnDevices.class);
  }

  public DeviceKeys approve(UUID device, Endorsement endorsement) throws Failure {
    return post("devices/" + device + "/approve", endorsement, DeviceKeys.class);
  }

  public void removeDevice(UUID device) throws Failure {
    send(HttpRequest.delete(API + "devices/" + device));
  }

  public NewInvite invite() throws Failure {
    return read(NewInvite.class, send(HttpRequest.post(API + "invites", new byte[0]).once()));
  }

  /** Places a transfer; the very same again is answered the same, with a fresh ticket. */
  public Placed place(UUID transfer, NewTransfer offer) throws Failure {
    byte[] body = Json.write(offer).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.put(API + "transfers/" + transfer, body, body.length)
            .header("Content-Type", "application/json");
    return read(Placed.class, send(request));
  }

  public TransferPage sent(Optional<String> after) throws Failure {
    String paging = paging(after);
    return get("transfers" + paging + "&role=sent", TransferPage.class);
  }

  public TransferPage inbox(Optional<String> after) throws Failure {
    return get("inbox" + paging(after), TransferPage.class);
  }

  public TransferView transfer(UUID id) throws Failure {
    return get("transfers/" + id, TransferView.class);
  }

  /** The sealed manifest. */
  public byte[] manifest(UUID transfer) throws Failure {
    return signedIn(
        HttpRequest.get(API + "transfers/" + transfer + "/manifest"),
        answer -> answer.bytes(Limits.MAX_MANIFEST_BYTES));
  }

  public Ticket accept(UUID transfer) throws Failure {
    return post("transfers/" + transfer + "/accept", null, Ticket.class);
  }

  public void decline(UUID transfer) throws Failure {
    send(HttpRequest.post(API + "transfers/" + transfer + "/decline", new byte[0]));
  }

  public void delivered(UUID transfer) throws Failure {
    send(HttpRequest.post(API + "transfers/" + transfer + "/delivered", new byte[0]));
  }

  public void cancel(UUID transfer) throws Failure {
    send(HttpRequest.post(API + "transfers/" + transfer + "/cancel", new byte[0]));
  }

  public Ticket ticket(UUID transfer) throws Failure {
    return post("transfers/" + transfer + "/ticket", null, Ticket.class);
  }

  public Ticket grow(UUID transfer, Growth growth) throws Failure {
    return post("transfers/" + transfer + "/grow", growth, Ticket.class);
  }

  public Placed close(UUID transfer, Closing closing) throws Failure {
    return post("transfers/" + transfer + "/close", closing, Placed.class);
  }

  /** A session of the caller's own device, or of the one that the sender names; or its next. */
  public SessionGrant session(UUID transfer, SessionRequest request) throws Failure {
    return post("transfers/" + transfer + "/session", request, SessionGrant.class);
  }

  /** All sessions of a transfer, for its sender. */
  public SessionList sessions(UUID transfer) throws Failure {
    return get("transfers/" + transfer + "/sessions", SessionList.class);
  }

  private <T> T get(String path, Class<T> type) throws Failure {
    return read(type, send(HttpRequest.get(API + path)));
  }

  private <T> T post(String path, @Nullable Object body, Class<T> type) throws Failure {
    return read(type, send(withJson(API + path, body)));
  }

  static HttpRequest withJson(String path, @Nullable Object body) {
    if (body == null) {
      return HttpRequest.post(path, new byte[0]);
    }
    return HttpRequest.post(path, Json.write(body).getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "application/json");
  }

  private <T> T read(Class<T> type, String text) throws Failure {
    return Answers.read(type, text);
  }

  private String send(HttpRequest request) throws Failure {
    return signedIn(request, answer -> answer.text(MAX_ANSWER_BYTES));
  }

  private synchronized <T> T signedIn(HttpRequest request, Calls.Taker<T> taker) throws Failure {
    try {
      return attempt(request, signIn.token(), taker);
    } catch (Refused e) {
      if (!e.refusal().is(ErrorCode.NOT_SIGNED_IN)) {
        throw Refusals.failure(e.refusal());
      }
    }
    try {
      return attempt(request, signIn.renew(), taker);
    } catch (Refused e) {
      throw Refusals.failure(e.refusal());
    }
  }

  private <T> T attempt(HttpRequest request, String token, Calls.Taker<T> taker)
      throws Failure, Refused {
    return calls.call(
        request
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json, " + Problem.MEDIA_TYPE + ", */*"),
        taker);
  }

  private static String paging(Optional<String> after) {
    String limit = "?limit=" + Limits.MAX_PAGE;
    return after.map(key -> limit + "&after=" + segment(key)).orElse(limit);
  }

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    calls.close();
    signIn.close();
  }
}
