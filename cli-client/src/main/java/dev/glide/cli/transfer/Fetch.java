package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.source.FetchPlan;
import dev.glide.cli.source.StoreSource;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.tree.ChunkSink;
import dev.glide.cli.tree.Trailer;
import dev.glide.cli.tree.TrailerSink;
import dev.glide.shared.api.Ticket;
import dev.glide.shared.chunk.ChunkLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Brings all missing chunks of one transfer here, and follows the sender while it still sends. */
final class Fetch {
  /** All connections to the store are one source: what one has, all have. */
  private static final int STORE = 0;

  private static final long POLL_MILLIS = 500;

  private final Member member;
  private final Arrival arrival;
  private final TransferTickets tickets;
  private final Progress progress;

  Fetch(Member member, Arrival arrival, Ticket ticket, Progress progress) {
    this.member = member;
    this.arrival = arrival;
    this.tickets = new TransferTickets(member.registry(), arrival.view().id(), ticket);
    this.progress = progress;
  }

  /**
   * Where the chunks go.
   *
   * @param sink takes them
   * @param written those it has already
   * @param window how far ahead of the first missing chunk others may be fetched
   * @param end hears where a stream has ended, before its last chunk comes
   * @param abort frees threads that wait for their turn at the sink
   */
  record Target(ChunkSink sink, BitSet written, int window, TrailerSink end, Runnable abort) {}

  /**
   * Fetches everything that is missing.
   *
   * @return bytes of the whole transfer
   * @throws Failure (not authentic), (network) also if the sender stops sending, (refused) if the
   *     transfer ends meanwhile
   */
  long into(Target target) throws Failure {
    boolean stream = arrival.manifest().stream();
    ChunkLayout known = arrival.view().chunks();
    FetchPlan plan =
        new FetchPlan(stream ? 0 : known.chunkCount(), target.written(), target.window());
    ReceiveBoard board = new ReceiveBoard(plan, known, !stream);
    progress.stage("receiving");
    progress.expect(stream ? -1 : known.totalBytes(), bytes(known, target.written()));
    try (StoreConnection store = connection()) {
      Follow follow = new Follow(board, target, store);
      follow.look();
      try (Crew crew = Crew.start(workers(board, target))) {
        while (!crew.await(POLL_MILLIS)) {
          follow.look();
        }
      }
    }
    return arrival.view().chunks().totalBytes();
  }

  private List<ReceiveWorker> workers(ReceiveBoard board, Target target) {
    List<ReceiveWorker> workers = new ArrayList<>();
    for (int i = 0; i < Crew.size(); i++) {
      workers.add(
          new ReceiveWorker(
              board,
              STORE,
              new StoreSource(connection()),
              arrival.keys(),
              target.sink(),
              progress,
              target.abort()));
    }
    return workers;
  }

  private StoreConnection connection() {
    return new StoreConnection(member.dialer(), member.patience(), arrival.view().id(), tickets);
  }

  private static long bytes(ChunkLayout layout, BitSet written) {
    return written.stream()
        .filter(index -> index < layout.chunkCount())
        .mapToLong(layout::plainBytes)
        .sum();
  }

  /** Watches what the store has, until the sender is through. */
  private final class Follow {
    private final ReceiveBoard board;
    private final Target target;
    private final StoreConnection store;
    private long newsNanos = System.nanoTime();
    private int newsCount = -1;
    private boolean closed = !arrival.manifest().stream();
    private boolean parked;

    Follow(ReceiveBoard board, Target target, StoreConnection store) {
      this.board = board;
      this.target = target;
      this.store = store;
    }

    void look() throws Failure {
      boolean lacking = board.takeLacking();
      if (parked && !lacking) {
        return;
      }
      if (newsCount >= 0) {
        arrival.refresh();
      }
      arrival.requireLive();
      if (parked) {
        throw new Failure(
                ExitCode.NOT_AUTHENTIC, "chunk-missing", "a chunk is gone from the chunk store")
            .hint("ask the sender to send it again");
      }
      if (!closed && !arrival.view().open()) {
        close();
      }
      parked = closed && arrival.parked();
      BitSet stored = parked ? all() : store.stored(arrival.view().chunks().chunkCount());
      offer(stored);
      requireNews(stored.cardinality() + board.arrivedCount());
    }

    private void close() throws Failure {
      Trailer trailer = arrival.trailer();
      closed = true;
      tickets.renew(tickets.token());
      target.end().accept(trailer);
      if (!board.close(arrival.view().chunks())) {
        throw OfferOpener.notAuthentic(arrival.view());
      }
      progress.expect(trailer.totalBytes(), bytes(arrival.view().chunks(), target.written()));
    }

    private BitSet all() {
      BitSet all = new BitSet();
      all.set(0, arrival.view().chunks().chunkCount());
      return all;
    }

    private void offer(BitSet stored) {
      if (!closed) {
        // The last that is there may be the last of all, which only the trailer tells.
        int last = stored.length() - 1;
        if (last >= 0) {
          stored.clear(last);
        }
        board.grow(stored.length());
      }
      board.has(STORE, stored);
    }

    private void requireNews(int count) throws Failure {
      if (count != newsCount) {
        newsCount = count;
        newsNanos = System.nanoTime();
      } else if (System.nanoTime() - newsNanos > member.patience().away().toNanos()) {
        throw Arrival.stopped();
      }
    }
  }
}
