package dev.glide.cli.session;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.remote.RawConnection;
import dev.glide.cli.remote.RelayClient;
import dev.glide.cli.remote.ServerAddress;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.shared.api.SessionGrant;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens lanes of one transfer: straight at the assigned relay where it can be reached, else through
 * the server's origin. Thread-safe.
 */
public final class LaneDialer implements AutoCloseable {
  /** A relay's own address often leads nowhere from here; the server's origin is behind it. */
  private static final Duration DIRECT_CONNECT = Duration.ofSeconds(2);

  private final Dialer origin;
  private final SealingKeys keys;
  private final Side side;
  private final LanePatience patience;

  /** Relays that could not be reached by their own address. */
  private final Set<String> outOfReach = ConcurrentHashMap.newKeySet();

  private final Set<RawConnection> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public LaneDialer(Dialer dialer, SealingKeys keys, Side side) {
    this(dialer, keys, side, LanePatience.USUAL);
  }

  LaneDialer(Dialer dialer, SealingKeys keys, Side side, LanePatience patience) {
    this.origin = dialer;
    this.keys = keys;
    this.side = side;
    this.patience = patience;
  }

  /**
   * Opens one lane and waits for the partner to come to it.
   *
   * @throws Failure with the relay's refusal ({@code superseded}, {@code draining}, {@code
   *     too-many}, {@code ticket-refused} …) or ending ({@code partner-never-came}, {@code
   *     replaced} …) as its code, {@code session-lost}, {@code garbled}, {@code server-away}, or
   *     {@code lane-closed} if this dialer was closed meanwhile
   */
  public Lane dial(SessionGrant session, int lane, LaneBounds bounds) throws Failure {
    if (lane < 0 || lane >= LaneRecord.MAX_LANES) {
      throw new IllegalArgumentException("lanes are numbered from 0 to 15, not " + lane);
    }
    SessionGrant grant = session.forLane(lane);
    Optional<Dialer> direct = direct(grant);
    if (direct.isPresent()) {
      try {
        return dial(direct.get(), grant, lane, bounds);
      } catch (Failure e) {
        if (!isOutOfReach(e)) {
          throw e;
        }
        outOfReach.add(String.valueOf(grant.url()));
      }
    }
    return dial(origin, grant, lane, bounds);
  }

  private Optional<Dialer> direct(SessionGrant grant) {
    String url = grant.url();
    if (url == null || outOfReach.contains(url)) {
      return Optional.empty();
    }
    try {
      // Plain HTTP is allowed as far as it was for the server itself.
      return origin
          .towards(ServerAddress.parse(url, true))
          .map(dialer -> dialer.connectWithin(DIRECT_CONNECT));
    } catch (Failure e) {
      // An address that this client can't read is one that leads nowhere.
      return Optional.empty();
    }
  }

  /** Whether it was no answer of the relay, but of something on the way, or none. */
  private static boolean isOutOfReach(Failure failure) {
    return switch (failure.code()) {
      case "server-away", "tls", "not-glide", "not-found" -> true;
      default -> failure.code().startsWith("http-");
    };
  }

  private Lane dial(Dialer dialer, SessionGrant grant, int lane, LaneBounds bounds) throws Failure {
    if (closed) {
      throw closedHere();
    }
    RelayClient relay = new RelayClient(dialer);
    RawConnection connection = relay.connect(grant, lane);
    waiting.add(connection);
    Lane.Place place =
        new Lane.Place(
            side, lane, grant.epoch(), bounds, () -> relay.ending(grant, lane, patience.ending()));
    try {
      if (closed) {
        throw closedHere();
      }
      return new Handshake(place, connection, patience).run(keys, grant.session());
    } catch (IOException e) {
      connection.close();
      throw (closed ? closedHere() : Lane.ended(place)).because(e);
    } catch (Failure | RuntimeException e) {
      connection.close();
      throw e;
    } finally {
      waiting.remove(connection);
    }
  }

  private static Failure closedHere() {
    return new Failure(ExitCode.NETWORK, "lane-closed", "the lane has been closed");
  }

  /** Ends what is still waiting for its partner; lanes that are open stay so. */
  @Override
  public void close() {
    closed = true;
    waiting.forEach(RawConnection::close);
  }
}
