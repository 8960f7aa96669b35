package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.Notice;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this device online: stays connected to the relay's presence socket (protocol, section 9) on
 * threads of its own, until it is closed. Connects again when the socket breaks or is silent, when
 * the relay says that it is going, when the machine has slept and when its address has changed.
 */
public final class PresenceClient implements AutoCloseable {
  /** The relay pings every 10 s. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final long FIRST_DELAY_MILLIS = 500;
  private static final long LONGEST_DELAY_MILLIS = 30_000;

  /** All clients of a relay that goes are told at the same moment. */
  private static final long MOVE_SPREAD_MILLIS = 250;

  private final Dialer dialer;
  private final SignIn signIn;
  private final Listener listener;
  private final WakeWatch wakes;
  private final Duration look;

  /** Ends a pause before its time. */
  private final Semaphore nudge = new Semaphore(0);

  private volatile boolean closed;
  private volatile @Nullable WebSocket socket;

  /** Whether the socket was given up here, so that the next one should follow at once. */
  private volatile boolean moving;

  /** Hears what happens; always on the same thread, which it must not hold up for long. */
  public interface Listener {
    /** The first of each connection is {@link Notice#READY}: look at the inbox then. */
    void notice(Notice notice);

    /** The socket is up. */
    default void connected() {}

    /** The socket is down, or could not be opened; it goes on trying. */
    default void away(Failure why) {}
  }

  private PresenceClient(
      Dialer dialer, SignIn signIn, Listener listener, WakeWatch wakes, Duration look) {
    this.dialer = dialer;
    this.signIn = signIn;
    this.listener = listener;
    this.wakes = wakes;
    this.look = look;
  }

  /** Begins to connect; returns at once. Closes {@code signIn} when it is closed. */
  public static PresenceClient open(Dialer dialer, SignIn signIn, Listener listener) {
    return open(
        dialer.silence(SILENCE),
        signIn,
        listener,
        new WakeWatch(InstantSource.system(), System::nanoTime),
        LOOK);
  }

  static PresenceClient open(
      Dialer dialer, SignIn signIn, Listener listener, WakeWatch wakes, Duration look) {
    PresenceClient client = new PresenceClient(dialer, signIn, listener, wakes, look);
    Thread.ofPlatform().daemon().name("glide-presence").start(client::run);
    Thread.ofPlatform().daemon().name("glide-presence-look").start(client::lookOut);
    return client;
  }

  private void run() {
    long step = FIRST_DELAY_MILLIS;
    for (long delay = 0; pause(delay); ) {
      moving = false;
      long start = System.nanoTime();
      Optional<Failure> why = stay();
      long stoodMillis = (System.nanoTime() - start) / 1_000_000;
      if (moving || stoodMillis > step) {
        step = FIRST_DELAY_MILLIS;
      }
      if (moving) {
        delay = ThreadLocalRandom.current().nextLong(MOVE_SPREAD_MILLIS);
      } else {
        delay = step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
        step = Math.min(LONGEST_DELAY_MILLIS, 2 * step);
      }
      if (why.isPresent() && !moving && !closed) {
        listener.away(why.get());
      }
    }
    signIn.close();
  }

  /** Returns whether to go on. */
  private boolean pause(long millis) {
    try {
      if (millis > 0 && nudge.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        nudge.drainPermits();
      }
      return !closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Connects, and stays as long as it lasts; says why it ended, if not because it should. */
  private Optional<Failure> stay() {
    try (WebSocket open = connect()) {
      socket = open;
      if (closed) {
        open.leave();
        return Optional.empty();
      }
      listener.connected();
      return listen(open);
    } catch (Failure e) {
      return Optional.of(e);
    } finally {
      socket = null;
    }
  }

  private Optional<Failure> listen(WebSocket open) {
    try {
      for (Optional<String> text = open.next(); text.isPresent(); text = open.next()) {
        Optional<Notice> notice = notice(text.get());
        if (notice.isPresent() && notice.get().kind().equals(Notice.MOVE)) {
          moving = true;
          open.leave();
          return Optional.empty();
        }
        notice.ifPresent(listener::notice);
      }
      return Optional.of(Refusals.away(dialer.address(), new EOFException("closed in order")));
    } catch (IOException e) {
      return Optional.of(Refusals.away(dialer.address(), e));
    }
  }

  /** What can't be read is of a later version, and no more than a hint in any case. */
  private static Optional<Notice> notice(String text) {
    try {
      Notice notice = Json.read(Notice.class, text);
      return notice == null || notice.kind() == null ? Optional.empty() : Optional.of(notice);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private WebSocket connect() throws Failure {
    try {
      return WebSocket.open(dialer, request(signIn.token()));
    } catch (Refused e) {
      if (!e.refusal().is(ErrorCode.NOT_SIGNED_IN)) {
        throw Refusals.failure(e.refusal());
      }
    }
    try {
      return WebSocket.open(dialer, request(signIn.renew()));
    } catch (Refused e) {
      throw Refusals.failure(e.refusal());
    }
  }

  static HttpRequest request(String token) {
    return HttpRequest.get("/relay/v1/presence")
        .header("Authorization", "Bearer " + token)
        .header("Accept", Problem.MEDIA_TYPE);
  }

  /** Looks again and again whether the socket can still be the right one. */
  private void lookOut() {
    try {
      while (!closed) {
        Thread.sleep(look);
        WebSocket open = socket;
        boolean uprooted = open != null && !open.isRooted();
        if (wakes.jumped() || uprooted) {
          goOn(open);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void goOn(@Nullable WebSocket open) {
    moving = true;
    if (open != null) {
      open.close();
    }
    nudge.release();
  }

  /** Goes offline; hears nothing more but what is under way. */
  @Override
  public void close() {
    closed = true;
    WebSocket open = socket;
    if (open != null) {
      open.leave();
    }
    nudge.release();
  }
}
