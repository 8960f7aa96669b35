package dev.glide.relay.session;

import dev.glide.relay.RelayConfig;
import dev.glide.relay.pairing.Arrival;
import dev.glide.relay.pairing.Arrival.Seat;
import dev.glide.relay.pairing.Departure;
import dev.glide.relay.pairing.Ending;
import dev.glide.relay.pairing.Pairing;
import dev.glide.relay.pairing.PairingLimits;
import dev.glide.relay.pairing.Step;
import dev.glide.relay.pump.Odometer;
import dev.glide.relay.pump.PipeEnd;
import dev.glide.relay.pump.Throttle;
import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.trace.Cause;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All connections of sessions on this relay: carries out what the pairing decides, and tells it
 * what the sockets and the clock do. Never blocks.
 */
@ApplicationScoped
public class Sessions {
  /** No limit of time is kept more exactly than this. */
  private static final Duration TICK = Duration.ofMillis(250);

  private final Pairing pairing;
  private final EndingCounts counts;
  private final Forwarder forwarder;
  private final Clock clock;
  private final long bytesPerSecond;
  private final AtomicLong numbers = new AtomicLong();
  private final LongAdder passedBytes = new LongAdder();
  private final Map<Long, Held> held = new ConcurrentHashMap<>();
  private final Map<UUID, Throttle> throttles = new ConcurrentHashMap<>();
  private volatile Consumer<Duration> paired = waited -> {};

  Sessions(RelayConfig config, EndingCounts counts, Forwarder forwarder, Clock clock) {
    this.pairing =
        new Pairing(
            new PairingLimits(
                config.maxSessions(),
                config.maxSessionsPerUser(),
                config.waiting(),
                config.idle(),
                config.lifetime(),
                config.memory()));
    this.counts = counts;
    this.forwarder = forwarder;
    this.clock = clock;
    this.bytesPerSecond = config.bytesPerSecond();
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    tick(vertx);
  }

  void tick(Vertx vertx) {
    vertx.setPeriodic(TICK.toMillis(), tick -> advance());
  }

  /**
   * Looks whether a connection may come.
   *
   * @throws GlideException {@code superseded}, {@code too-many} or {@code draining}
   */
  void admit(Seat seat, UUID user) {
    Optional<Ending> refusal = ask(pairing -> pairing.refusal(seat, user));
    if (refusal.isPresent()) {
      counts.count(refusal.get());
      throw refused(refusal.get());
    }
  }

  /**
   * A connection has come; on its event loop.
   *
   * @param cause of the request that it was
   */
  void enter(Seat seat, UUID user, Cause cause, NetSocket socket) {
    long number = numbers.incrementAndGet();
    PipeEnd end =
        PipeEnd.take(socket, throttle(seat.session()), (gone, how) -> departed(number, how));
    held.put(number, new Held(end, seat, cause));
    carryOut(ask(pairing -> pairing.arrive(new Arrival(number, seat, user), clock.instant())));
  }

  /** How the last connection at this seat ended, if that is still known. */
  Optional<Ending> ending(Seat seat) {
    return ask(pairing -> pairing.ending(seat));
  }

  /** Lets nobody in any more. */
  public void drain() {
    ask(pairing -> {
      pairing.drain();
      return true;
    });
  }

  /** Lets people in again. */
  public void undrain() {
    ask(pairing -> {
      pairing.undrain();
      return true;
    });
  }

  /** Ends all that is left, because this relay is going. */
  public void endAll() {
    carryOut(ask(pairing -> pairing.endAll(Ending.DRAINING, clock.instant())));
    forwarder.endAll();
  }

  /**
   * Whether no session is left here. What is passed on to other relays is none of this one's: it
   * does not move, whoever waits, and comes again another way as soon as it is ended.
   */
  public boolean isEmpty() {
    return held.isEmpty();
  }

  /** Whether nothing at all passes through here. */
  boolean isIdle() {
    return isEmpty() && forwarder.isEmpty();
  }

  public int sessions() {
    return ask(Pairing::sessions);
  }

  /** Connections of sessions on this relay: those of all lanes. */
  public int connections() {
    return held.size();
  }

  /**
   * Tells of each pair how long the first of the two has waited for the other.
   *
   * @param listener is called by event loops: it must not wait
   */
  public void onPaired(Consumer<Duration> listener) {
    paired = listener;
  }

  /** Bytes that have come from clients of sessions on this relay, since its start. */
  public long passedBytes() {
    return passedBytes.sum();
  }

  /** Memory that is held for clients who do not read as fast as their partners send. */
  public long heldBytes() {
    return held.values().stream().mapToLong(each -> each.end().heldBytes()).sum();
  }

  private void departed(long number, Departure how) {
    carryOut(ask(pairing -> pairing.depart(number, how, clock.instant())));
  }

  private void advance() {
    forwarder.tally();
    held.forEach((number, each) -> {
      long moved = each.newBytes();
      if (moved > 0) {
        passedBytes.add(moved);
        ask(pairing -> {
          pairing.moved(number, clock.instant());
          return true;
        });
      }
    });
    carryOut(ask(pairing -> pairing.advance(clock.instant())));
    throttles.keySet().removeIf(session -> !ask(pairing -> pairing.isLive(session)));
  }

  /** The pairing belongs to whoever has its monitor; what it decides is carried out outside. */
  private <T> T ask(Function<Pairing, T> question) {
    synchronized (pairing) {
      return question.apply(pairing);
    }
  }

  private void carryOut(List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Join join -> join(join);
        case Step.End end -> end(end);
      }
    }
  }

  private void join(Step.Join join) {
    Held one = held.get(join.one());
    Held other = held.get(join.other());
    // One that is missing has ended meanwhile, and its partner with it.
    if (one != null && other != null) {
      PipeEnd.join(one.end(), other.end());
      SessionLog.joined(other.seat(), other.cause());
      paired.accept(join.waited());
    }
  }

  private void end(Step.End step) {
    counts.count(step.ending());
    Held gone = held.remove(step.connection());
    if (gone != null) {
      passedBytes.add(gone.newBytes());
      SessionLog.ended(gone.seat(), gone.cause(), step.ending());
      gone.end().end("glide/1 ending " + step.ending().word() + "\r\n");
    }
  }

  private Throttle throttle(UUID session) {
    return bytesPerSecond == 0
        ? Throttle.NONE
        : throttles.computeIfAbsent(session, id -> new Throttle(bytesPerSecond, System::nanoTime));
  }

  private static GlideException refused(Ending ending) {
    return switch (ending) {
      case TOO_LATE ->
          new GlideException(
              ErrorCode.SUPERSEDED, "a newer epoch of this session is known; ask for it");
      case DRAINING ->
          new GlideException(ErrorCode.DRAINING, "this relay is going; ask for another");
      case OVER_LIMIT ->
          new GlideException(ErrorCode.TOO_MANY, "no more sessions now; come again later");
      case PAIRED_AND_CLOSED,
          PARTNER_NEVER_CAME,
          PARTNER_LOST,
          GONE,
          REPLACED,
          IDLE,
          LIFETIME,
          FAILED ->
          throw new IllegalStateException("nobody is refused as " + ending);
    };
  }

  /** A connection, and how far it was when last looked at. */
  private static final class Held {
    private final PipeEnd end;
    private final Seat seat;
    private final Cause cause;
    private final Odometer odometer;

    Held(PipeEnd end, Seat seat, Cause cause) {
      this.end = end;
      this.seat = seat;
      this.cause = cause;
      this.odometer = new Odometer(end);
    }

    PipeEnd end() {
      return end;
    }

    Seat seat() {
      return seat;
    }

    Cause cause() {
      return cause;
    }

    /** What has passed since this was asked last. */
    long newBytes() {
      return odometer.newBytes();
    }
  }
}
