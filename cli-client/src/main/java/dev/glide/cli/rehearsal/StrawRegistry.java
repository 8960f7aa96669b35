package dev.glide.cli.rehearsal;

import dev.glide.cli.rehearsal.StrawServer.Answer;
import dev.glide.cli.rehearsal.StrawServer.Request;
import dev.glide.cli.remote.Json;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewInvite;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.api.Notice;
import dev.glide.shared.api.OwnDevices;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionList;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.api.TokenResponse;
import dev.glide.shared.api.TransferPage;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.api.UserEntry;
import dev.glide.shared.api.UserPage;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the server of straw knows: people, transfers and chunks, in memory, believed as they come.
 */
final class StrawRegistry {
  private static final long QUOTA = 100_000_000_000L;
  static final Duration KEPT = Duration.ofDays(7);

  private final StrawRelay relay;
  private final Map<UUID, String> handles = new LinkedHashMap<>();
  private final Map<String, DeviceKeys> devices = new LinkedHashMap<>();
  private final Map<UUID, StrawParcel> parcels = new LinkedHashMap<>();

  StrawRegistry(StrawRelay relay) {
    this.relay = relay;
  }

  synchronized Answer answer(Request request) {
    String path =
        request.path.contains("?")
            ? request.path.substring(0, request.path.indexOf('?'))
            : request.path;
    String[] parts = path.substring(1).split("/");
    if (parts.length > 2 && parts[0].equals("chunks")) {
      return chunk(request, parts);
    }
    return parts.length > 2 ? registry(request, parts) : notFound();
  }

  private Answer registry(Request request, String[] parts) {
    String route = request.method + " " + parts[2] + (parts.length > 4 ? "/" + parts[4] : "");
    return switch (route) {
      case "POST users" -> register(Json.read(NewUser.class, text(request)));
      case "POST auth" -> json(200, new TokenResponse(device(request), "Bearer", 900));
      case "GET jwks" -> Answer.json(200, "{\"keys\":[]}");
      case "GET account" -> json(200, account(request));
      case "GET users" -> json(200, new UserPage(people(), null));
      case "GET users/devices" -> devicesOf(parts[3]);
      case "GET devices" -> json(200, new OwnDevices(List.of(own(request)), List.of()));
      case "POST invites" -> json(201, new NewInvite("straw", Instant.now().plus(KEPT)));
      case "GET inbox" -> json(200, page(request, false));
      case "GET transfers" ->
          parts.length > 3 ? view(request, parts[3]) : json(200, page(request, true));
      case "PUT transfers" -> place(request, UUID.fromString(parts[3]));
      default -> parts.length > 4 ? transfer(request, parts[3], route) : notFound();
    };
  }

  private Answer transfer(Request request, String id, String route) {
    StrawParcel parcel = parcels.get(UUID.fromString(id));
    if (parcel == null) {
      return notFound();
    }
    return switch (route) {
      case "GET transfers/manifest" ->
          Answer.bytes(StrawParcel.decoded(parcel.offer.manifest()), "");
      case "POST transfers/accept" -> {
        parcel.state = RecipientState.State.ACCEPTED;
        tell(parcel.from, Notice.ACCEPTED, parcel);
        yield json(200, ticket());
      }
      case "POST transfers/session" -> json(200, session(parcel, request));
      case "GET transfers/sessions" -> json(200, new SessionList(parcel.sessions()));
      case "POST transfers/ticket", "POST transfers/grow" -> json(200, ticket());
      case "POST transfers/close" -> {
        parcel.closing = Json.read(Closing.class, text(request));
        yield json(200, new Placed(view(parcel, request), ticket()));
      }
      case "POST transfers/delivered" -> {
        Answer answer = parcel.end(RecipientState.State.DELIVERED);
        tell(parcel.from, Notice.DELIVERED, parcel);
        yield answer;
      }
      case "POST transfers/decline" -> parcel.end(RecipientState.State.DECLINED);
      case "POST transfers/cancel" -> parcel.end(RecipientState.State.CANCELLED);
      default -> notFound();
    };
  }

  private SessionGrant session(StrawParcel parcel, Request request) {
    SessionRequest asked = Json.read(SessionRequest.class, text(request));
    SessionGrant grant = parcel.session(handle(request), UUID.fromString(request.token), asked);
    tell(parcel.from, Notice.SESSION, parcel);
    return grant;
  }

  private void tell(String handle, String kind, StrawParcel parcel) {
    relay.tell(device(handle), new Notice(kind, parcel.id));
  }

  /** The id of somebody's one device; of nobody, if they are not known. */
  synchronized String device(String handle) {
    DeviceKeys device = devices.get(handle);
    return (device == null ? new UUID(0, 0) : device.id()).toString();
  }

  private Answer register(NewUser user) {
    NewDevice device = user.device();
    DeviceKeys known = devices.get(user.handle());
    if (known != null && known.signKey().equals(device.signKey())) {
      return json(200, new Account(user.handle(), known.id(), QUOTA, 0));
    }
    UUID id = UUID.randomUUID();
    handles.put(id, user.handle());
    devices.put(
        user.handle(),
        new DeviceKeys(id, device.name(), device.signKey(), device.sealKey(), Instant.now(), null));
    return json(201, new Account(user.handle(), id, QUOTA, 0));
  }

  /** The device that signs in is named in the assertion; here its id is the access token. */
  private static String device(Request request) {
    String form = text(request);
    String claims = form.substring(form.indexOf("assertion=")).split("\\.", 3)[1];
    String json = new String(StrawParcel.decoded(claims), StandardCharsets.UTF_8);
    int start = json.indexOf("\"iss\":\"") + "\"iss\":\"".length();
    return json.substring(start, json.indexOf('"', start));
  }

  private String handle(Request request) {
    return handles.getOrDefault(UUID.fromString(request.token), "nobody");
  }

  private Account account(Request request) {
    return new Account(handle(request), UUID.fromString(request.token), QUOTA, 0);
  }

  private DeviceKeys own(Request request) {
    return devices.values().stream()
        .filter(device -> device.id().toString().equals(request.token))
        .findFirst()
        .orElseThrow();
  }

  private List<UserEntry> people() {
    return devices.keySet().stream()
        .sorted()
        .map(handle -> new UserEntry(handle, relay.isPresent(device(handle))))
        .toList();
  }

  private Answer devicesOf(String handle) {
    DeviceKeys device = devices.get(handle);
    return device == null
        ? json(404, Problem.of(ErrorCode.UNKNOWN_USER, "nobody is called " + handle))
        : json(200, new DeviceList(handle, List.of(device)));
  }

  private TransferPage page(Request request, boolean sent) {
    String me = handle(request);
    List<TransferView> views = new ArrayList<>();
    for (StrawParcel parcel : parcels.values()) {
      boolean mine =
          sent
              ? parcel.from.equals(me)
              : parcel.offer.recipients().contains(me) && !parcel.state.isEnd();
      if (mine) {
        views.addFirst(view(parcel, request));
      }
    }
    return new TransferPage(views, null);
  }

  private Answer view(Request request, String id) {
    StrawParcel parcel = parcels.get(UUID.fromString(id));
    return parcel == null ? notFound() : json(200, view(parcel, request));
  }

  private Answer place(Request request, UUID id) {
    StrawParcel parcel =
        parcels.computeIfAbsent(
            id,
            _ -> new StrawParcel(id, handle(request), Json.read(NewTransfer.class, text(request))));
    parcel.offer.recipients().forEach(each -> tell(each, Notice.OFFER, parcel));
    return json(201, new Placed(view(parcel, request), ticket()));
  }

  private TransferView view(StrawParcel parcel, Request request) {
    return parcel.view(sender(parcel), request.token);
  }

  private UUID sender(StrawParcel parcel) {
    return UUID.fromString(device(parcel.from));
  }

  private Answer chunk(Request request, String[] parts) {
    if (request.token.isEmpty()) {
      return json(401, Problem.of(ErrorCode.TICKET_REFUSED, "a ticket is needed"));
    }
    StrawParcel parcel = parcels.get(UUID.fromString(parts[2]));
    return parcel == null ? notFound() : parcel.chunk(request, parts.length == 3 ? "" : parts[3]);
  }

  static Ticket ticket() {
    return new Ticket("straw", Instant.now().plus(KEPT));
  }

  static Answer notFound() {
    return json(404, Problem.of(ErrorCode.NOT_FOUND, "there is nothing here"));
  }

  static Answer json(int status, Object record) {
    return Answer.json(status, Json.write(record));
  }

  private static String text(Request request) {
    return new String(request.body, StandardCharsets.UTF_8);
  }
}
