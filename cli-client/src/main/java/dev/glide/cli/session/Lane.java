package dev.glide.cli.session;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.RawConnection;
import dev.glide.cli.seal.LaneCipher;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Ping;
import dev.glide.cli.session.LaneRecord.Pong;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One lane, connected and with keys. Any thread may send; one at a time receives.
 *
 * <p>Nobody here reads and writes in turn, so two lanes that are both full can't wait for each
 * other: the thread that receives never writes (an answer to a ping is left to a thread of its own,
 * or goes out with what somebody else writes), and a thread that sends never reads. A side keeps
 * one thread in {@link #receive} as long as the lane lives; a receiver may write its small records
 * from that same thread, since a sender's reading thread never waits for anything.
 *
 * <p>A broken lane stays broken: each call throws the same failure. Its code is the relay's ending
 * if the relay tells, {@code session-lost} if not, {@code not-authentic} or {@code garbled} if what
 * came is not what the other side can have said, and {@code lane-closed} once it was closed here.
 */
public final class Lane implements AutoCloseable {
  private final Place place;
  private final RawConnection connection;
  private final FrameReader in;
  private final LaneCipher opening;
  private final FrameWriter out;
  private final LanePulse pulse;
  private final LanePatience patience;

  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicReference<@Nullable LaneRecord> owedPing = new AtomicReference<>();
  private final AtomicReference<@Nullable LaneRecord> owedPong = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object breaking = new Object();
  private @Nullable Failure broken;
  private volatile boolean closed;
  private volatile boolean saidBye;
  private volatile boolean heardBye;
  private volatile boolean silent;

  /**
   * Where a lane is.
   *
   * @param inquiry asks how the relay ended this lane
   */
  record Place(
      Side side, int lane, int epoch, LaneBounds bounds, Supplier<Optional<String>> inquiry) {}

  /** What a lane runs over. */
  record Wire(RawConnection connection, FrameReader in, LanePulse pulse, LanePatience patience) {}

  Lane(Place place, Wire wire, LaneCipher opening, LaneCipher sealing) {
    this.place = place;
    this.connection = wire.connection();
    this.in = wire.in();
    this.opening = opening;
    this.out = new FrameWriter(connection, sealing, wire.pulse());
    this.pulse = wire.pulse();
    this.patience = wire.patience();
  }

  /** Begins to watch over the lane, and measures the way to the other side. */
  Lane start() throws Failure {
    Thread.ofPlatform().daemon().name("glide-lane-" + place.lane()).start(this::watch);
    sendAll(List.of(pulse.ping()));
    return this;
  }

  public int number() {
    return place.lane();
  }

  public int epoch() {
    return place.epoch();
  }

  /** From the latest ping to its answer; {@link Duration#ZERO} before the first answer. */
  public Duration roundTrip() {
    return pulse.roundTrip();
  }

  /**
   * Sends one record. Waits while the other side does not read.
   *
   * @throws IllegalArgumentException for a {@link Chunk}, which needs its body
   */
  public void send(LaneRecord record) throws Failure {
    sendAll(List.of(record));
  }

  /** Sends records as one piece, in their order. */
  public void sendAll(List<? extends LaneRecord> records) throws Failure {
    for (LaneRecord each : records) {
      if (each instanceof Chunk) {
        throw new IllegalArgumentException("a chunk is sent with its body");
      }
    }
    write(records, new byte[0], 0);
  }

  /** Sends a sealed chunk as it is, {@code sealed[0, length)}, whole before anything else. */
  public void sendChunk(int index, byte[] sealed, int length) throws Failure {
    write(List.of(new Chunk(index, length)), sealed, length);
  }

  private void write(List<? extends LaneRecord> records, byte[] body, int length) throws Failure {
    writing.lock();
    try {
      if (closed || saidBye) {
        throw closedHere();
      }
      addOwed();
      for (LaneRecord each : records) {
        out.add(each);
        if (each instanceof Bye) {
          saidBye = true;
        }
      }
      out.flush(body, length);
    } catch (IOException e) {
      throw lost(e);
    } finally {
      writing.unlock();
    }
  }

  private void addOwed() throws IOException {
    LaneRecord pong = owedPong.getAndSet(null);
    if (pong != null) {
      out.add(pong);
    }
    LaneRecord ping = owedPing.getAndSet(null);
    if (ping != null) {
      out.add(pulse.ping());
    }
  }

  /**
   * Waits for the next record; pings and their answers are dealt with here.
   *
   * @param body where the body of a {@link Chunk} is put, {@code body[0, length)}; only {@link
   *     dev.glide.cli.seal.BodyOpener} tells whether it is authentic. For a receiver at least
   *     {@link LaneBounds#maxSealedBytes()}
   */
  public LaneRecord receive(byte[] body) throws Failure {
    if (place.side() == Side.RECEIVER && body.length < place.bounds().maxSealedBytes()) {
      throw new IllegalArgumentException("no room for a chunk");
    }
    reading.lock();
    try {
      if (closed || heardBye) {
        throw closedHere();
      }
      pulse.listens();
      return next(body);
    } catch (IOException e) {
      throw lost(e);
    } catch (NotAuthentic e) {
      throw broken(
          new Failure(
                  ExitCode.NOT_AUTHENTIC,
                  "not-authentic",
                  "what the relay passes on is not what the other side sent")
              .because(e));
    } catch (Garbled e) {
      throw broken(garbled(e));
    } finally {
      pulse.listensNoMore();
      reading.unlock();
    }
  }

  private LaneRecord next(byte[] body) throws IOException, NotAuthentic, Garbled {
    while (true) {
      LaneRecord record = in.next(opening);
      Manners.check(record, place.side().other(), place.lane());
      place.bounds().check(record);
      switch (record) {
        case Ping(long number) -> owe(owedPong, new Pong(number));
        case Pong pong -> pulse.answered(pong);
        case Chunk(int _, int length) -> {
          in.body(body, length);
          return record;
        }
        case Bye bye -> {
          heardBye = true;
          return bye;
        }
        default -> {
          return record;
        }
      }
    }
  }

  static Failure garbled(Garbled e) {
    return new Failure(
            ExitCode.NETWORK, "garbled", "the other side can't be understood: " + e.getMessage())
        .hint("check that both sides run versions that fit: glide version")
        .because(e);
  }

  /** Has a small record written by a thread that may wait for it; only the latest is owed. */
  private void owe(AtomicReference<@Nullable LaneRecord> debt, LaneRecord record) {
    if (debt.getAndSet(record) == null) {
      Thread.ofPlatform().daemon().name("glide-lane-voice").start(this::sayOwed);
    }
  }

  private void sayOwed() {
    try {
      write(List.of(), new byte[0], 0);
    } catch (Failure e) {
      // Whoever uses the lane hears of it.
      return;
    }
  }

  private void watch() {
    long tick = Math.max(1, Math.min(1_000, patience.quiet().toMillis() / 4));
    try {
      while (!ended.await(tick, TimeUnit.MILLISECONDS)) {
        switch (pulse.verdict()) {
          case FINE -> {}
          case PING -> owe(owedPing, new Ping(0));
          case LOST -> {
            silent = true;
            connection.close();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Failure closedHere() {
    synchronized (breaking) {
      return broken != null
          ? broken
          : new Failure(ExitCode.NETWORK, "lane-closed", "the lane has been closed");
    }
  }

  private Failure lost(IOException e) {
    if (closed) {
      return closedHere();
    }
    synchronized (breaking) {
      return broken(broken == null ? reason().because(e) : broken);
    }
  }

  private Failure reason() {
    if (silent) {
      return Ending.lost(
          "nothing was heard from the other side for " + patience.silence().toSeconds() + " s");
    }
    connection.close();
    return ended(place);
  }

  /**
   * Whether a lane has failed, or did not come about, because of the relay or the way to it, so
   * that another relay should be tried. Where only nobody came, or there is a newer epoch already,
   * the present one will do.
   */
  public static boolean needsAnotherRelay(Failure why) {
    return switch (why.code()) {
      case "partner-never-came",
          "replaced",
          "too-late",
          "superseded",
          "ticket-refused",
          "too-many",
          "over-limit",
          "lane-closed" ->
          false;
      default -> true;
    };
  }

  /** Asks the relay why a connection broke. */
  static Failure ended(Place place) {
    return place
        .inquiry()
        .get()
        .flatMap(Ending::of)
        .map(Ending::failure)
        .orElseGet(() -> Ending.lost("the connection to the other side broke"));
  }

  /** Breaks the lane; the first reason counts. */
  private Failure broken(Failure why) {
    synchronized (breaking) {
      if (broken == null) {
        broken = why;
      }
      ended.countDown();
      connection.close();
      return broken;
    }
  }

  /**
   * Ends the lane, and a receive or send under way. After a {@link Bye} it waits a moment for the
   * other side to have read it: closing with bytes unread would take it back.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (saidBye && ended.getCount() > 0) {
      takeLeave();
    }
    ended.countDown();
    connection.close();
  }

  private void takeLeave() {
    if (!writing.tryLock()) {
      // Whoever writes does not get on: there is nobody to take leave of.
      return;
    }
    try {
      connection.finish();
      connection.silence(patience.farewell());
      if (!heardBye && reading.tryLock(patience.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          in.drain(patience.farewell());
        } finally {
          reading.unlock();
        }
      }
    } catch (IOException e) {
      // The other side has gone first.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writing.unlock();
    }
  }
}
