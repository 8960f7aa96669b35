package dev.glide.cli.session;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.RawConnection;
import dev.glide.cli.seal.LaneCipher;
import dev.glide.cli.seal.SealingKeys;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Makes a lane of a connection: both hellos, then the keys. One use, one thread. */
final class Handshake {
  /** First letter of what a relay says itself; no hello begins with it. */
  private static final int RELAY_SPEAKS = 'g';

  private static final String RELAY_LINE = "glide/1 ending ";
  private static final int MAX_LINE_BYTES = 80;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Lane.Place place;
  private final Lane.Wire wire;

  Handshake(Lane.Place place, RawConnection connection, LanePatience patience) {
    this.place = place;
    LanePulse pulse = new LanePulse(patience, System::nanoTime);
    this.wire = new Lane.Wire(connection, new FrameReader(connection, pulse), pulse, patience);
  }

  /** Waits for the partner. */
  Lane run(SealingKeys keys, UUID session) throws IOException, Failure {
    Side side = place.side();
    byte[] mine = Hello.of(side, place.lane(), place.epoch(), RANDOM);
    byte[] theirs;
    try {
      theirs = exchange(mine);
    } catch (Garbled e) {
      throw Lane.garbled(e);
    } catch (SocketTimeoutException e) {
      throw Ending.PARTNER_NEVER_CAME.failure().because(e);
    }
    boolean receiving = side == Side.RECEIVER;
    LaneCipher.Basis basis =
        new LaneCipher.Basis(keys, session, receiving ? mine : theirs, receiving ? theirs : mine);
    wire.connection().silence(Duration.ZERO);
    return new Lane(
            place,
            wire,
            LaneCipher.opening(basis, side.inbound()),
            LaneCipher.sealing(basis, side.other().inbound()))
        .start();
  }

  private byte[] exchange(byte[] mine) throws IOException, Garbled, Failure {
    wire.connection().silence(wire.patience().hello());
    wire.connection().write(mine, 0, mine.length);
    if (wire.in().peek() == RELAY_SPEAKS) {
      throw ended(wire.in().line(MAX_LINE_BYTES));
    }
    byte[] theirs = wire.in().clear(Hello.BYTES);
    Hello.check(theirs, place.side().other(), place.lane(), place.epoch());
    return theirs;
  }

  private static Failure ended(String line) throws Garbled {
    if (!line.startsWith(RELAY_LINE)) {
      throw new Garbled("neither a relay nor a partner speaks so");
    }
    Optional<Ending> ending = Ending.of(line.substring(RELAY_LINE.length()));
    return ending.isPresent()
        ? ending.get().failure()
        : Ending.lost("the relay ended the connection");
  }
}
