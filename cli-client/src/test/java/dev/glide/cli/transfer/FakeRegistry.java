package dev.glide.cli.transfer;

import com.sun.net.httpserver.HttpExchange;
import dev.glide.cli.remote.Json;
import dev.glide.cli.seal.OfferSignature;
import dev.glide.cli.transfer.FakeGlide.Answer;
import dev.glide.shared.api.Account;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.DeviceKeys;
import dev.glide.shared.api.DeviceList;
import dev.glide.shared.api.Endorsement;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.NewDevice;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.NewUser;
import dev.glide.shared.api.Notice;
import dev.glide.shared.api.OwnDevices;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.api.TokenResponse;
import dev.glide.shared.api.TransferPage;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.api.UserEntry;
import dev.glide.shared.api.UserPage;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The registry of {@link FakeGlide}: everything under one lock. */
final class FakeRegistry {
  final Map<String, List<DeviceKeys>> people = new TreeMap<>();
  final Map<String, List<DeviceKeys>> waiting = new TreeMap<>();
  final Map<UUID, Deal> deals = new ConcurrentHashMap<>();
  final FakeSessions sessions = new FakeSessions();

  /** Handles that are online. */
  final Set<String> online = ConcurrentHashMap.newKeySet();

  /** Hears what a relay would tell everybody. */
  volatile Consumer<Notice> notices = _ -> {};

  private final Set<String> tickets = ConcurrentHashMap.newKeySet();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();

  /** One transfer as it stands. */
  static final class Deal {
    final UUID id;
    final String from;
    final UUID fromDevice;
    final NewTransfer offer;
    final Map<String, RecipientState.State> states = new TreeMap<>();
    byte[] manifest;
    ChunkLayout layout;
    boolean open;
    @Nullable String trailer;
    @Nullable Instant parkedAt;

    Deal(UUID id, String from, UUID fromDevice, NewTransfer offer) {
      this.id = id;
      this.from = from;
      this.fromDevice = fromDevice;
      this.offer = offer;
      this.manifest = Texts.bytes(offer.manifest());
      this.layout = offer.chunks();
      this.open = offer.open();
      offer.recipients().forEach(each -> states.put(each, RecipientState.State.OFFERED));
    }

    boolean hasEnded() {
      return states.values().stream().allMatch(RecipientState.State::isEnd);
    }
  }

  /** No ticket and no access token that was given is good any more. */
  void revokeEverything() {
    tickets.clear();
    tokens.clear();
  }

  boolean isTicket(String token, UUID transfer) {
    return tickets.contains(token) && token.endsWith(transfer.toString());
  }

  synchronized int chunkCount(UUID transfer) {
    return deal(transfer).layout.chunkCount();
  }

  synchronized RecipientState.State stateOf(UUID transfer, String handle) {
    return Optional.ofNullable(deal(transfer).states.get(handle)).orElseThrow();
  }

  synchronized void parked(UUID transfer) {
    deal(transfer).parkedAt = Instant.now();
  }

  private Deal deal(UUID id) {
    return Optional.ofNullable(deals.get(id)).orElseThrow();
  }

  synchronized Answer answer(HttpExchange exchange, String[] path, byte[] body) {
    String route = exchange.getRequestMethod() + " " + path[0];
    String text = new String(body, StandardCharsets.UTF_8);
    if (route.equals("POST users")) {
      return path.length == 1 ? register(text) : link(path[1], text);
    }
    if (route.equals("POST auth")) {
      return signIn(text);
    }
    if (route.equals("GET jwks")) {
      return Answer.empty(200);
    }
    String token =
        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
            .replace("Bearer ", "");
    if (!tokens.contains(token)) {
      return Answer.problem(ErrorCode.NOT_SIGNED_IN);
    }
    UUID device = UUID.fromString(token.substring(token.indexOf(':') + 1));
    String handle = handleOf(device);
    return switch (route) {
      case "GET account" -> Answer.json(200, new Account(handle, device, 1L << 40, 0));
      case "GET users" -> path.length == 1 ? everybody() : devicesOf(path[1]);
      case "GET devices" ->
          Answer.json(
              200,
              new OwnDevices(
                  people.getOrDefault(handle, List.of()), waiting.getOrDefault(handle, List.of())));
      case "POST devices" -> approve(handle, UUID.fromString(path[1]), text);
      case "GET inbox" -> inbox(handle, device);
      case "GET transfers" ->
          path.length == 1 ? sent(handle, device) : transfer(path, handle, device);
      case "PUT transfers" -> place(UUID.fromString(path[1]), handle, device, text);
      case "POST transfers" -> act(deal(UUID.fromString(path[1])), path[2], handle, device, text);
      default -> Answer.problem(ErrorCode.NOT_FOUND);
    };
  }

  private Answer register(String text) {
    NewUser user = Json.read(NewUser.class, text);
    if (people.containsKey(user.handle())) {
      return Answer.problem(ErrorCode.HANDLE_TAKEN);
    }
    DeviceKeys device = keys(user.device(), null);
    people.put(user.handle(), new ArrayList<>(List.of(device)));
    return Answer.json(201, new Account(user.handle(), device.id(), 1L << 40, 0));
  }

  private Answer link(String handle, String text) {
    NewDevice asking = Json.read(NewDevice.class, text);
    for (DeviceKeys each : people.getOrDefault(handle, List.of())) {
      if (each.signKey().equals(asking.signKey())) {
        return Answer.json(200, each);
      }
    }
    DeviceKeys device = keys(asking, null);
    waiting.computeIfAbsent(handle, _ -> new ArrayList<>()).add(device);
    return Answer.json(202, device);
  }

  private Answer approve(String handle, UUID id, String text) {
    DeviceKeys asked =
        waiting.getOrDefault(handle, List.of()).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow();
    waiting.getOrDefault(handle, new ArrayList<>()).remove(asked);
    DeviceKeys endorsed =
        new DeviceKeys(
            asked.id(),
            asked.name(),
            asked.signKey(),
            asked.sealKey(),
            asked.addedAt(),
            Json.read(Endorsement.class, text));
    people.computeIfAbsent(handle, _ -> new ArrayList<>()).add(endorsed);
    return Answer.json(200, endorsed);
  }

  private static DeviceKeys keys(NewDevice device, @Nullable Endorsement endorsement) {
    return new DeviceKeys(
        UUID.randomUUID(),
        device.name(),
        device.signKey(),
        device.sealKey(),
        Instant.now(),
        endorsement);
  }

  private Answer signIn(String form) {
    String assertion = form.substring(form.indexOf("&assertion=") + 11);
    String claims =
        new String(
            Base64.getUrlDecoder()
                .decode(
                    assertion.substring(assertion.indexOf('.') + 1, assertion.lastIndexOf('.'))),
            StandardCharsets.UTF_8);
    int at = claims.indexOf("\"sub\":\"") + 7;
    String token = number.incrementAndGet() + ":" + claims.substring(at, at + 36);
    tokens.add(token);
    return Answer.json(200, new TokenResponse(token, "Bearer", 900));
  }

  private Answer everybody() {
    return Answer.json(
        200,
        new UserPage(
            people.keySet().stream()
                .map(each -> new UserEntry(each, online.contains(each)))
                .toList(),
            null));
  }

  private Answer devicesOf(String handle) {
    List<DeviceKeys> devices = people.get(handle);
    return devices == null
        ? Answer.problem(
            Problem.of(ErrorCode.UNKNOWN_USER, "there is no @" + handle)
                .withNearest(List.copyOf(people.keySet())))
        : Answer.json(200, new DeviceList(handle, devices));
  }

  private Answer inbox(String handle, UUID device) {
    List<TransferView> views =
        deals.values().stream()
            .filter(deal -> deal.states.containsKey(handle) && !deal.states.get(handle).isEnd())
            .map(deal -> view(deal, device))
            .toList();
    return Answer.json(200, new TransferPage(views, null));
  }

  private Answer sent(String handle, UUID device) {
    List<TransferView> views =
        deals.values().stream()
            .filter(deal -> deal.from.equals(handle))
            .map(deal -> view(deal, device))
            .toList();
    return Answer.json(200, new TransferPage(views, null));
  }

  private Answer transfer(String[] path, String handle, UUID device) {
    Deal deal = deals.get(UUID.fromString(path[1]));
    if (deal == null || !(deal.from.equals(handle) || deal.states.containsKey(handle))) {
      return Answer.problem(ErrorCode.UNKNOWN_TRANSFER);
    }
    if (path.length == 2) {
      return Answer.json(200, view(deal, device));
    }
    return path[2].equals("sessions") ? sessions.list(deal) : Answer.bytes(deal.manifest);
  }

  private Answer place(UUID id, String handle, UUID device, String text) {
    NewTransfer offer = Json.read(NewTransfer.class, text);
    Deal deal = deals.get(id);
    if (deal != null && deal.hasEnded()) {
      return Answer.problem(ErrorCode.TRANSFER_ENDED);
    }
    if (deal != null && !deal.offer.equals(offer)) {
      return Answer.problem(ErrorCode.TRANSFER_DIFFERS);
    }
    if (deal == null) {
      deal = new Deal(id, handle, device, offer);
      deals.put(id, deal);
    }
    return Answer.json(201, new Placed(view(deal, device), ticket(id)));
  }

  private Answer act(Deal deal, String what, String handle, UUID device, String text) {
    if (what.equals("ticket") && deal.hasEnded()) {
      return Answer.problem(ErrorCode.TRANSFER_ENDED);
    }
    switch (what) {
      case "accept" -> become(deal, handle, RecipientState.State.ACCEPTED, Notice.ACCEPTED);
      case "decline" -> become(deal, handle, RecipientState.State.DECLINED, Notice.DECLINED);
      case "delivered" -> become(deal, handle, RecipientState.State.DELIVERED, Notice.DELIVERED);
      case "cancel" -> {
        deal.states.replaceAll(
            (_, state) -> state.isEnd() ? state : RecipientState.State.CANCELLED);
        notices.accept(new Notice(Notice.CANCELLED, deal.id));
      }
      case "session" -> {
        Answer answer = sessions.ask(deal, handle, device, Json.read(SessionRequest.class, text));
        notices.accept(new Notice(Notice.SESSION, deal.id));
        return answer;
      }
      case "grow" ->
          deal.layout =
              new ChunkLayout(deal.layout.chunkBytes(), Json.read(Growth.class, text).totalBytes());
      case "close" -> {
        Closing closing = Json.read(Closing.class, text);
        deal.layout = new ChunkLayout(deal.layout.chunkBytes(), closing.totalBytes());
        deal.trailer = closing.trailer();
        deal.open = false;
        return Answer.json(200, new Placed(view(deal, device), ticket(deal.id)));
      }
      default -> {}
    }
    boolean ticket = what.equals("accept") || what.equals("ticket") || what.equals("grow");
    return ticket ? Answer.json(200, ticket(deal.id)) : Answer.empty(204);
  }

  private void become(Deal deal, String handle, RecipientState.State state, String kind) {
    deal.states.put(handle, state);
    notices.accept(new Notice(kind, deal.id));
  }

  private Ticket ticket(UUID transfer) {
    String token = number.incrementAndGet() + "." + transfer;
    tickets.add(token);
    return new Ticket(token, Instant.now().plusSeconds(3600));
  }

  private String handleOf(UUID device) {
    return people.entrySet().stream()
        .filter(each -> each.getValue().stream().anyMatch(d -> d.id().equals(device)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static TransferView view(Deal deal, UUID device) {
    return new TransferView(
        deal.id,
        deal.from,
        deal.fromDevice,
        deal.states.entrySet().stream()
            .map(each -> new RecipientState(each.getKey(), each.getValue(), Instant.EPOCH))
            .toList(),
        deal.offer.summary(),
        Texts.of(OfferSignature.digest(Texts.bytes(deal.offer.manifest()))),
        deal.offer.signature(),
        deal.layout,
        deal.open,
        deal.offer.live(),
        deal.offer.keys().stream()
            .filter(each -> each.device().equals(device))
            .map(SealedKey::sealed)
            .findFirst()
            .orElse(null),
        deal.trailer,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(86400),
        deal.parkedAt);
  }
}
