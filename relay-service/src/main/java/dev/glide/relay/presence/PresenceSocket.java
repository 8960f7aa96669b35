package dev.glide.relay.presence;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** One device's connection; any thread. */
final class PresenceSocket {
  /** Some hundred notices: who lets more lie has stopped reading. */
  private static final int MAX_UNREAD_BYTES = 32 * 1024;

  /** A large prime: neighbours get times far apart. */
  private static final long SPREAD = 2_654_435_761L * 1_000;

  private static final short GOING_AWAY = 1001;
  private static final short TOO_SLOW = 1008;
  private static final short NOT_ALLOWED = 1008;

  private final ServerWebSocket socket;
  private final UUID user;
  private final UUID device;
  private final long number;
  private final AtomicBoolean left = new AtomicBoolean();
  private volatile Runnable onClose = () -> {};
  private volatile long heardAt;
  private volatile long pingedAt;
  private volatile long toldAt;

  /** Takes over a socket that is open; on its event loop. */
  PresenceSocket(ServerWebSocket socket, UUID user, UUID device, long number, long now) {
    this.socket = socket;
    this.user = user;
    this.device = device;
    this.number = number;
    this.heardAt = now;
    this.pingedAt = now;
    this.toldAt = now;
    socket.setWriteQueueMaxSize(MAX_UNREAD_BYTES);
    socket.exceptionHandler(broken -> {});
    socket.frameHandler(frame -> heardAt = System.nanoTime());
    socket.pongHandler(pong -> heardAt = System.nanoTime());
  }

  UUID user() {
    return user;
  }

  UUID device() {
    return device;
  }

  long number() {
    return number;
  }

  boolean hasLeft() {
    return left.get();
  }

  /** Runs {@code then} once, when the connection has closed or has been given up. */
  void onClose(Runnable then) {
    onClose = then;
    socket.closeHandler(closed -> leave());
  }

  private void leave() {
    if (left.compareAndSet(false, true)) {
      onClose.run();
    }
  }

  /** Sends a notice, or closes the connection of one who does not read. */
  void send(String notice) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      giveUp(TOO_SLOW, "too many notices unread");
    } else {
      write(notice);
    }
  }

  /** Asks whether it is still there, if it has been silent; gives up on one that never answers. */
  void check(long now, long pingNanos, long deadNanos) {
    if (now - heardAt >= deadNanos) {
      giveUp(GOING_AWAY, "silent");
    } else if (now - Math.max(heardAt, pingedAt) >= pingNanos && !socket.isClosed()) {
      pingedAt = now;
      ping();
    }
  }

  /**
   * Whether the registry has been told of it for the last time so long ago that it is time again;
   * if so, it counts as told from now on. A little less than the whole time passes, another part of
   * it for each connection, so that not all are told of at once.
   */
  boolean isToBeToldAgain(long now, long periodNanos) {
    long early = Math.floorMod(number * SPREAD, periodNanos / 4 + 1);
    boolean due = now - toldAt >= periodNanos - early && !left.get();
    if (due) {
      toldAt = now;
    }
    return due;
  }

  void bye() {
    close(GOING_AWAY, "this relay is going");
  }

  /** Its user may not be here any more. */
  void sendAway() {
    giveUp(NOT_ALLOWED, "account disabled");
  }

  /** Who is not wanted, or does not answer a ping, need not answer a close: it is gone now. */
  private void giveUp(short code, String reason) {
    leave();
    close(code, reason);
  }

  private void write(String notice) {
    socket.writeTextMessage(notice).onFailure(gone -> {});
  }

  private void ping() {
    socket.writePing(Buffer.buffer()).onFailure(gone -> {});
  }

  private void close(short code, String reason) {
    socket.close(code, reason).onFailure(gone -> {});
  }
}
