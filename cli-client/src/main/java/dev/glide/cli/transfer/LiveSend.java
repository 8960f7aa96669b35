package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.live.DeliveryBoard;
import dev.glide.cli.transfer.live.FileCargo;
import dev.glide.cli.transfer.live.Line;
import dev.glide.cli.transfer.live.LiveSessions;
import dev.glide.cli.transfer.live.LiveTiming;
import dev.glide.cli.transfer.live.SealedChunks;
import dev.glide.cli.transfer.live.Standing;
import dev.glide.cli.tree.TreeReader;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends files straight to those who are there, and parks what they do not take. This thread
 * decides; receivers are served and chunks are parked on threads of their own.
 */
final class LiveSend implements AutoCloseable {
  /** The store may lose chunks while they are brought; more often than this is no accident. */
  private static final int MAX_ROUNDS = 3;

  /** More of them would make an address too long for some servers; the rest is parked too. */
  private static final int MAX_HELD_RANGES = 200;

  private static final long COUNTDOWN_MILLIS = 1_000;

  /** Who has all of it says so to the registry in a moment, should the notice get lost. */
  private static final long FINISH_MILLIS = 200;

  private final Member member;
  private final Shipment shipment;
  private final LiveTiming timing;
  private final News news;
  private final TransferTickets tickets;
  private final TreeReader reader;
  private final LivePeople people;
  private final DeliveryBoard board;
  private final SealedChunks chunks;
  private final LiveSessions sessions;
  private final LiveParking parking;
  private final LiveWatch watch;
  private final LiveWait wait;
  private final LiveEnding ending;
  private final AtomicReference<@Nullable Failure> trouble = new AtomicReference<>();
  private Map<String, Standing> standings = Map.of();
  private boolean completed;
  private int rounds;

  /** Prepares; serves nobody yet. */
  LiveSend(
      Member member,
      Shipment shipment,
      Placed placed,
      Company company,
      LiveTiming timing,
      Progress progress)
      throws Failure {
    this.member = member;
    this.shipment = shipment;
    this.timing = timing;
    this.news = company.news();
    this.reader = new TreeReader(shipment.tree());
    this.tickets = new TransferTickets(member.registry(), shipment.id(), placed.ticket());
    ChunkLayout layout = reader.layout();
    Collection<String> recipients = shipment.offer().recipients();
    this.people =
        new LivePeople(
            recipients,
            timing.parks() ? company.online() : Set.copyOf(recipients),
            timing,
            System::nanoTime);
    this.board = new DeliveryBoard(layout, recipients, stored(), progress, news::raise);
    this.chunks = new SealedChunks(layout, shipment.keys(), reader::read, Crew.size());
    Line line =
        new Line(
            member.dialer(),
            company.registry(),
            shipment.keys(),
            LaneBounds.of(layout),
            news::raiseStates);
    this.sessions = new LiveSessions(line, new FileCargo(chunks, board, this::fail));
    this.parking = new LiveParking(board, chunks, this::connection, news::raise);
    this.watch =
        new LiveWatch(shipment.id(), company.registry(), member.patience().away(), timing, news);
    this.wait = new LiveWait(progress, timing.parks(), timing.accept());
    this.ending = new LiveEnding(member, shipment.id(), people, sessions, progress);
    learn(placed.transfer().recipients());
  }

  private BitSet stored() throws Failure {
    if (!shipment.resumed() || !timing.parks()) {
      return new BitSet();
    }
    try (StoreConnection store = connection()) {
      return store.stored(reader.layout().chunkCount());
    }
  }

  private StoreConnection connection() {
    return new StoreConnection(member.dialer(), member.patience(), shipment.id(), tickets);
  }

  private void fail(Failure reason) {
    trouble.compareAndSet(null, reason);
    news.raise();
  }

  private void learn(List<RecipientState> states) {
    people.update(states);
    board.states(states);
  }

  /**
   * Sends until everybody has it or has declined, or all the rest is parked. Only what has failed
   * for good is forgotten here.
   *
   * @throws Failure {@code declined} if nobody wants it, {@code nobody-came} if nobody takes what
   *     must not be stored, {@code cancelled}, {@code file-changed}, …
   */
  Sender.Sent send() throws Failure {
    prepareFirst();
    try {
      while (true) {
        Optional<Sender.Sent> end = step();
        if (end.isPresent()) {
          return end.get();
        }
        news.await(pauseMillis());
        watch.look(any(Standing.FINISHING), !getsOn(), this::learn, sessions::update);
      }
    } catch (Failure e) {
      boolean forGood = e.exitCode() == ExitCode.LOCAL_FILE;
      sessions.leave(forGood ? LaneRecord.Reason.FAILED : LaneRecord.Reason.STOPPING);
      throw e;
    }
  }

  /** The first to come asks for the first chunk: it is sealed while nobody is there yet. */
  private void prepareFirst() {
    int first = board.firstToBring();
    if (first < 0) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("first-chunk")
        .start(() -> {
          try {
            chunks.prepare(first);
          } catch (Failure e) {
            if (e.exitCode() != ExitCode.INTERRUPTED) {
              fail(e);
            }
          }
        });
  }

  private Optional<Sender.Sent> step() throws Failure {
    Failure reason = trouble.get();
    if (reason != null) {
      throw reason;
    }
    if (people.allEnded()) {
      return Optional.of(ended());
    }
    standings = people.standings(sessions);
    wait.tell(standings, people.waited());
    if (timing.parks()) {
      return park();
    }
    if (standings.values().stream()
        .allMatch(each -> each == Standing.ENDED || each == Standing.AWAY)) {
      throw nobodyCame();
    }
    return Optional.empty();
  }

  private Optional<Sender.Sent> park() throws Failure {
    Optional<Failure> failure = parking.failure();
    if (failure.isPresent()) {
      return parkingFailed(failure.get());
    }
    Set<String> away = those(Standing.AWAY);
    board.parkFor(away);
    if (!away.isEmpty()) {
      parking.begin();
      if (!completed && board.isSettled()) {
        complete();
      }
    }
    return completed && !getsOn() ? Optional.of(parked()) : Optional.empty();
  }

  /** What goes straight goes on; and if all has ended meanwhile, that is why. */
  private Optional<Sender.Sent> parkingFailed(Failure failure) throws Failure {
    if (Sender.isEnded(failure)) {
      learn(member.registry().transfer(shipment.id()).recipients());
      if (people.allEnded()) {
        return Optional.of(ended());
      }
    }
    if (!getsOn()) {
      throw failure;
    }
    return Optional.empty();
  }

  private void complete() throws Failure {
    BitSet held = board.heldByAll();
    BitSet beyond = beyond(held, MAX_HELD_RANGES);
    if (!beyond.isEmpty()) {
      board.require(beyond);
      return;
    }
    reader.verifyUnchanged();
    try (StoreConnection store = connection()) {
      BitSet missing = store.complete(reader.layout().chunkCount(), held);
      completed = missing.isEmpty();
      board.require(missing);
    }
    if (!completed && ++rounds == MAX_ROUNDS) {
      throw Sender.incomplete();
    }
  }

  /** All but so many ranges of a set. */
  static BitSet beyond(BitSet set, int ranges) {
    int end = 0;
    for (int i = 0; i < ranges && set.nextSetBit(end) >= 0; i++) {
      end = set.nextClearBit(set.nextSetBit(end));
    }
    BitSet rest = (BitSet) set.clone();
    rest.clear(0, end);
    return rest;
  }

  private Sender.Sent parked() throws Failure {
    sessions.leave(LaneRecord.Reason.STOPPING);
    ending.tellOthers();
    return sent(Sender.Sent.Outcome.PARKED, people.reached());
  }

  private Sender.Sent ended() throws Failure {
    try {
      return sent(Sender.Sent.Outcome.DELIVERED, ending.delivered());
    } catch (Failure e) {
      shipment.forget();
      throw e;
    }
  }

  private Failure nobodyCame() throws Failure {
    shipment.forget();
    return ending.nobodyCame(those(Standing.AWAY));
  }

  private Sender.Sent sent(Sender.Sent.Outcome outcome, Collection<String> recipients) {
    return new Sender.Sent(
        shipment.id(),
        List.copyOf(recipients),
        shipment.tree().manifest().entries().size(),
        reader.layout().totalBytes(),
        shipment.resumed(),
        outcome,
        board.routes(),
        board.againBytes());
  }

  private long pauseMillis() {
    if (any(Standing.FINISHING)) {
      return FINISH_MILLIS;
    }
    long poll = timing.poll().toMillis();
    return any(Standing.ASKED) ? Math.min(poll, COUNTDOWN_MILLIS) : poll;
  }

  private boolean any(Standing which) {
    return standings.containsValue(which);
  }

  private boolean getsOn() {
    return standings.values().stream().anyMatch(Standing::getsOn);
  }

  private Set<String> those(Standing which) {
    Set<String> found = new TreeSet<>();
    standings.forEach((handle, standing) -> {
      if (standing == which) {
        found.add(handle);
      }
    });
    return found;
  }

  @Override
  public void close() {
    sessions.close();
    chunks.close();
    parking.close();
  }
}
