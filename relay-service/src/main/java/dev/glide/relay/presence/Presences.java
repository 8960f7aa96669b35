package dev.glide.relay.presence;

import dev.glide.relay.RelayConfig;
import dev.glide.relay.directory.RelaySelf;
import dev.glide.shared.api.Notice;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.token.AccessClaims;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Who is connected to this relay. Never blocks. */
@ApplicationScoped
public class Presences {
  private final PresenceNews news;
  private final RelaySelf self;
  private final RelayConfig.Presence config;
  private final Clock clock;
  private final Map<UUID, List<PresenceSocket>> byUser = new ConcurrentHashMap<>();
  private final ShutOut shutOut = new ShutOut();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicInteger sockets = new AtomicInteger();
  private volatile boolean moving;

  Presences(PresenceNews news, RelaySelf self, RelayConfig config, Clock clock) {
    this.news = news;
    this.self = self;
    this.config = config.presence();
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    Duration shorter =
        Stream.of(config.ping(), config.dead(), config.sayAgain())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    vertx.setPeriodic(Math.clamp(shorter.toMillis() / 4, 10, 1_000), tick -> check());
  }

  /**
   * Looks whether a device may connect.
   *
   * @throws GlideException {@code account-disabled}, {@code draining} or {@code too-many}
   */
  void admit(AccessClaims who) {
    if (shutOut.has(who.user())) {
      throw new GlideException(
          ErrorCode.ACCOUNT_DISABLED, "this account has been disabled by whoever runs the server");
    }
    if (moving) {
      throw new GlideException(ErrorCode.DRAINING, "this relay is going; ask another");
    }
    int own = byUser.getOrDefault(who.user(), List.of()).size();
    if (sockets.get() >= config.maxSockets() || own >= config.maxSocketsPerUser()) {
      throw new GlideException(ErrorCode.TOO_MANY, "no more devices now; come again later");
    }
  }

  /** A device has connected; on its socket's event loop. */
  void enter(AccessClaims who, ServerWebSocket webSocket) {
    PresenceSocket socket =
        new PresenceSocket(
            webSocket, who.user(), who.device(), numbers.incrementAndGet(), System.nanoTime());
    sockets.incrementAndGet();
    byUser.merge(who.user(), List.of(socket), Presences::both);
    socket.onClose(() -> leave(socket));
    news.tell(event(socket, true))
        .thenRun(() -> {
          socket.send(Notices.text(new Notice(Notice.READY, null)));
          if (moving) {
            socket.send(Notices.text(new Notice(Notice.MOVE, null)));
          }
        });
    // Whoever was shut out between the question and the socket was not among those sent away.
    if (shutOut.has(who.user())) {
      socket.sendAway();
    }
  }

  /** Sends a notice to all devices of these users. */
  void tell(Collection<UUID> users, String notice) {
    for (UUID user : users) {
      byUser.getOrDefault(user, List.of()).forEach(socket -> socket.send(notice));
    }
  }

  /** Lets nobody in any more, and tells those who are here to go elsewhere. */
  public void move() {
    moving = true;
    tell(byUser.keySet(), Notices.text(new Notice(Notice.MOVE, null)));
  }

  /** Lets devices in again. */
  public void stay() {
    moving = false;
  }

  /** Disconnects a user's devices, and lets none in again; since when that is wanted. */
  public void shutOut(UUID user, Instant since) {
    shutOut.add(user, since);
    byUser.getOrDefault(user, List.of()).forEach(PresenceSocket::sendAway);
  }

  /** Lets a user's devices in again. */
  public void letIn(UUID user) {
    shutOut.remove(user);
  }

  /** Closes all. */
  public void closeAll() {
    byUser.values().forEach(each -> each.forEach(PresenceSocket::bye));
  }

  public int sockets() {
    return sockets.get();
  }

  private void leave(PresenceSocket socket) {
    sockets.decrementAndGet();
    byUser.computeIfPresent(
        socket.user(),
        (user, before) -> {
          List<PresenceSocket> left = before.stream().filter(each -> each != socket).toList();
          return left.isEmpty() ? null : left;
        });
    news.tell(event(socket, false));
  }

  private void check() {
    long now = System.nanoTime();
    long ping = config.ping().toNanos();
    long dead = config.dead().toNanos();
    long again = config.sayAgain().toNanos();
    byUser
        .values()
        .forEach(each ->
            each.forEach(socket -> {
              socket.check(now, ping, dead);
              if (socket.isToBeToldAgain(now, again)) {
                tellAgain(socket);
              }
            }));
  }

  /** What has been said once is forgotten in time, where it is kept for registries that start. */
  private void tellAgain(PresenceSocket socket) {
    news.tellAgain(event(socket, true));
    if (socket.hasLeft()) {
      news.tellAgain(event(socket, false));
    }
  }

  private PresenceEvent event(PresenceSocket socket, boolean online) {
    return new PresenceEvent(
        UUID.randomUUID(),
        clock.instant(),
        self.id(),
        socket.user(),
        socket.device(),
        socket.number(),
        online);
  }

  private static List<PresenceSocket> both(
      List<PresenceSocket> before, List<PresenceSocket> added) {
    return Stream.concat(before.stream(), added.stream()).toList();
  }
}
