package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneDialer;
import dev.glide.cli.session.Side;
import dev.glide.cli.source.FetchPlan;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.fetch.ReceiveBoard;
import dev.glide.cli.transfer.fetch.SessionFetch;
import dev.glide.cli.transfer.fetch.StoreFetch;
import dev.glide.cli.transfer.fetch.Workplace;
import dev.glide.cli.tree.ChunkSink;
import dev.glide.cli.tree.TrailerSink;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.BitSet;
import java.util.Map;
import java.util.UUID;

/**
 * Brings all missing chunks of one transfer here, from the chunk store and from the sender, and
 * follows the sender while it still sends.
 */
final class Fetch {
  private final Member member;
  private final Member hasty;

  /** Lanes can be at so many at once. */
  private static final int RELAYS = 2;

  private final Arrival arrival;
  private final TransferTickets tickets;
  private final Progress progress;
  private final ReceivePatience patience;

  /**
   * Asks nobody yet.
   *
   * @param member waits for a server that is away
   * @param hasty does not
   */
  Fetch(
      Member member,
      Member hasty,
      Arrival arrival,
      Ticket ticket,
      Progress progress,
      ReceivePatience patience) {
    this.member = member;
    this.hasty = hasty;
    this.arrival = arrival;
    this.tickets = new TransferTickets(member.registry(), arrival.view().id(), ticket);
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * Where the chunks go.
   *
   * @param sink takes them
   * @param written those it has already
   * @param reach how far ahead of the first missing chunk others may be fetched
   * @param end hears where a stream has ended, before all is there
   * @param durable whether what the sink has taken is there for another try, too
   */
  record Target(ChunkSink sink, BitSet written, int reach, TrailerSink end, boolean durable) {}

  /**
   * What has been fetched.
   *
   * @param totalBytes of the whole transfer
   * @param routes how many bytes came by which way, now
   * @param againBytes came although they were here
   */
  record Fetched(long totalBytes, Map<Progress.Route, Long> routes, long againBytes) {}

  /**
   * Fetches everything that is missing.
   *
   * @throws Failure (not authentic), (network) also if the sender stops sending, (refused) if the
   *     transfer ends meanwhile
   */
  Fetched into(Target target) throws Failure {
    boolean stream = arrival.manifest().stream();
    ChunkLayout known = arrival.view().chunks();
    FetchPlan plan =
        new FetchPlan(stream ? 0 : known.chunkCount(), target.written(), target.reach());
    ReceiveBoard board = new ReceiveBoard(plan, known, !stream);
    progress.stage("receiving");
    progress.expect(stream ? -1 : known.totalBytes(), bytes(known, target.written()));
    arrival.requireLive();
    if (!board.isDone()) {
      run(board, target);
    }
    return new Fetched(arrival.view().chunks().totalBytes(), board.routes(), board.againBytes());
  }

  private void run(ReceiveBoard board, Target target) throws Failure {
    boolean stream = arrival.manifest().stream();
    ChunkLayout known = arrival.view().chunks();
    int chunkBytes = arrival.manifest().chunkBytes();
    int largest = stream ? chunkBytes : known.largestPlainBytes();
    Workplace place = new Workplace(board, arrival.keys(), target.sink(), progress, largest);
    SessionFetch session =
        new SessionFetch(
            place,
            lost ->
                hasty
                    .registry()
                    .session(arrival.view().id(), new SessionRequest(null, lost, RELAYS)),
            () -> new LaneDialer(member.dialer(), arrival.keys(), Side.RECEIVER),
            new SessionFetch.Bounds(
                stream ? LaneBounds.ofStream(chunkBytes) : LaneBounds.of(known),
                stream ? 0 : known.chunkCount(),
                target.durable() || arrival.view().live()));
    StoreFetch store = new StoreFetch(place, this::connection, Crew.size());
    FetchWatch watch =
        new FetchWatch(
            new FetchWatch.Sources(board, store, session),
            arrival,
            tickets,
            target,
            progress,
            patience);
    try (StoreConnection listing = connection()) {
      watch.start(listing);
      board.awaitDone();
      board.end();
      session.finish();
    } finally {
      board.end();
      watch.stop();
      store.close();
      leave(board, session);
    }
  }

  /**
   * Once all is here nobody waits for farewells; before that, nothing may be written after this.
   */
  private static void leave(ReceiveBoard board, SessionFetch session) {
    if (board.isDone()) {
      Thread.ofPlatform().daemon().name("session-close").start(session::close);
    } else {
      session.close();
    }
  }

  private StoreConnection connection() {
    UUID id = arrival.view().id();
    return new StoreConnection(member.dialer(), member.patience(), id, tickets);
  }

  static long bytes(ChunkLayout layout, BitSet written) {
    return written.stream()
        .filter(index -> index < layout.chunkCount())
        .mapToLong(layout::plainBytes)
        .sum();
  }
}
