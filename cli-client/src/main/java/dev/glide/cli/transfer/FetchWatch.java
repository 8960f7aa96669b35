package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.StoreConnection;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.fetch.ReceiveBoard;
import dev.glide.cli.transfer.fetch.SessionFetch;
import dev.glide.cli.transfer.fetch.SessionFetch.Prospect;
import dev.glide.cli.transfer.fetch.StoreFetch;
import dev.glide.cli.tree.Trailer;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again how a transfer stands: what the store has, whether a stream has ended,
 * whether anybody is left who can bring what is missing. A thread of its own.
 */
final class FetchWatch {
  private static final long POLL_MILLIS = 500;

  /** While the sender itself says all that there is to say. */
  private static final long CONNECTED_POLL_MILLIS = 2_000;

  /** The sender closes a stream right after it has sent its end. */
  private static final long TRAILER_POLL_MILLIS = 100;

  /** However impatient: nobody is given up between two looks. */
  private static final Duration LEAST_QUIET = Duration.ofSeconds(1);

  /** Nobody wants to be told of a wait that is over at once. */
  private static final Duration TOLD_AFTER = Duration.ofSeconds(2);

  private final ReceiveBoard board;
  private final StoreFetch store;
  private final SessionFetch session;
  private final Arrival arrival;
  private final TransferTickets tickets;
  private final Fetch.Target target;
  private final Progress progress;
  private final ReceivePatience patience;
  private boolean closed;
  private boolean parked;
  private boolean told;
  private boolean hasLooked;
  private int storedCount = -1;
  private volatile @Nullable Thread thread;

  /** What is watched. */
  record Sources(ReceiveBoard board, StoreFetch store, SessionFetch session) {}

  FetchWatch(
      Sources sources,
      Arrival arrival,
      TransferTickets tickets,
      Fetch.Target target,
      Progress progress,
      ReceivePatience patience) {
    this.board = sources.board();
    this.store = sources.store();
    this.session = sources.session();
    this.arrival = arrival;
    this.tickets = tickets;
    this.target = target;
    this.progress = progress;
    this.patience = patience;
    this.closed = !arrival.manifest().stream();
  }

  /** Begins; what has been parked needs no sender. */
  void start(StoreConnection listing) {
    if (!(closed && arrival.parked())) {
      session.start();
    }
    thread = Thread.ofPlatform().daemon().name("fetch-watch").start(() -> keepLooking(listing));
  }

  private void keepLooking(StoreConnection listing) {
    try {
      boolean news = false;
      do {
        look(listing, news);
        news = board.awaitLook(pollMillis());
      } while (!board.isOver());
    } catch (RuntimeException | Error e) {
      board.fail(e);
    }
  }

  private long pollMillis() {
    if (board.awaitsTrailer()) {
      return TRAILER_POLL_MILLIS;
    }
    return session.prospect() == Prospect.CONNECTED ? CONNECTED_POLL_MILLIS : POLL_MILLIS;
  }

  private void look(StoreConnection listing, boolean news) {
    try {
      if (!isSettled(news)) {
        askServers(listing);
      }
      requireHope();
    } catch (Failure e) {
      board.fail(e);
    }
  }

  private void askServers(StoreConnection listing) throws Failure {
    try {
      refresh();
      list(listing);
    } catch (Failure e) {
      // As long as the sender goes on, nobody needs the server.
      boolean goesOn = e.exitCode() == ExitCode.NETWORK && session.prospect() == Prospect.CONNECTED;
      if (!goesOn) {
        throw e;
      }
    }
  }

  /** Whether the servers have nothing new to say. */
  private boolean isSettled(boolean news) {
    return parked && !news && store.failure().isEmpty() && board.uncovered().isEmpty();
  }

  private void refresh() throws Failure {
    if (hasLooked) {
      arrival.refresh();
    }
    hasLooked = true;
    arrival.requireLive();
    if (!closed && !arrival.view().open()) {
      close();
    }
    parked = closed && arrival.parked() && !arrival.view().live();
  }

  private void close() throws Failure {
    Trailer trailer = arrival.trailer();
    ChunkLayout known = arrival.view().chunks();
    closed = true;
    if (!arrival.view().live()) {
      tickets.renew(tickets.token());
    }
    target.end().accept(trailer);
    if (!board.close(known)) {
      throw OfferOpener.notAuthentic(arrival.view());
    }
    progress.expect(trailer.totalBytes(), Fetch.bytes(known, target.written()));
  }

  private void list(StoreConnection listing) throws Failure {
    if (arrival.view().live() || board.isOver() || (parked && store.isExhausted())) {
      return;
    }
    BitSet stored = listing.stored(arrival.view().chunks().chunkCount());
    if (!closed) {
      // The last that is there may be the last of all, which only the trailer tells.
      int last = stored.length() - 1;
      if (last >= 0) {
        stored.clear(last);
      }
      board.grow(stored.length());
    }
    if (stored.cardinality() != storedCount) {
      storedCount = stored.cardinality();
      board.hope();
    }
    store.has(stored);
  }

  /** Ends the receive when nobody is left who could bring what is missing. */
  private void requireHope() throws Failure {
    Prospect prospect = session.prospect();
    if (arrival.view().live() && board.isDenied()) {
      throw arrival.lacking();
    }
    if (prospect == Prospect.CONNECTED) {
      requireNews(patience.sender(), arrival.view().open());
      return;
    }
    boolean missing = !board.uncovered().isEmpty();
    if (parked) {
      requireAll(missing, prospect);
    } else if (arrival.view().live()) {
      if (prospect == Prospect.ENDED) {
        throw why();
      }
      requireNews(patience.sender(), false);
    } else {
      requireNews(patience.server().away(), false);
    }
    if (!told && prospect != Prospect.COMING && board.quiet().compareTo(TOLD_AFTER) > 0) {
      told = true;
      progress.note("waiting for @" + DisplayName.safe(arrival.view().from()) + " …");
    }
  }

  /** The sender is through: what is not in the store is to be had from a sender who is there. */
  private void requireAll(boolean missing, Prospect prospect) throws Failure {
    if (store.failure().isPresent()) {
      throw store.failure().get();
    }
    if (!missing) {
      return;
    }
    boolean asking = session.start() || prospect == Prospect.COMING;
    if (!asking) {
      throw board.suspicion().isPresent() ? board.suspicion().get() : arrival.chunkMissing();
    }
  }

  private void requireNews(Duration limit, boolean endless) throws Failure {
    Duration quiet = board.quiet();
    if (!endless && quiet.compareTo(limit) > 0 && quiet.compareTo(LEAST_QUIET) > 0) {
      throw why();
    }
  }

  private Failure why() throws Failure {
    Optional<Failure> known =
        board
            .suspicion()
            .or(store::failure)
            .or(() -> session.failure().filter(each -> each.exitCode() == ExitCode.REFUSED));
    if (known.isPresent()) {
      return known.get();
    }
    return parked ? arrival.chunkMissing() : arrival.stopped();
  }

  /** Does not look any more; a look under way may end later. */
  void stop() {
    Thread looking = thread;
    if (looking != null) {
      looking.interrupt();
    }
  }
}
