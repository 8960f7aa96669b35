package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.live.Line;
import dev.glide.cli.transfer.live.LiveSessions;
import dev.glide.cli.transfer.live.LiveTiming;
import dev.glide.cli.transfer.live.Standing;
import dev.glide.cli.transfer.live.StreamCargo;
import dev.glide.cli.tree.Trailer;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.Growth;
import dev.glide.shared.api.Placed;
import dev.glide.shared.api.RecipientState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends a stream straight to its recipients while it is read, and stores nothing. This thread
 * decides; another reads, and each receiver is served on threads of its own.
 */
final class LiveStream implements AutoCloseable {
  private static final int READ_BYTES = 64 * 1024;
  private static final long FINISH_MILLIS = 200;

  private final Member member;
  private final SealingKeys keys;
  private final long reservedBytes;
  private final LiveTiming timing;
  private final News news;
  private final LivePeople people;
  private final StreamCargo cargo;
  private final LiveSessions sessions;
  private final LiveWatch watch;
  private final LiveWait wait;
  private final LiveEnding ending;
  private final AtomicReference<@Nullable Failure> trouble = new AtomicReference<>();

  /** Of the whole stream; -1 before its end. */
  private volatile long totalBytes = -1;

  private Map<String, Standing> standings = Map.of();
  private boolean closed;

  /** Prepares; reads nothing yet. */
  LiveStream(
      Member member,
      SealingKeys keys,
      Placed placed,
      Company company,
      LiveTiming timing,
      Progress progress) {
    this.member = member;
    this.keys = keys;
    this.reservedBytes = placed.transfer().chunks().totalBytes();
    this.timing = timing;
    this.news = company.news();
    List<RecipientState> states = placed.transfer().recipients();
    Collection<String> recipients = states.stream().map(RecipientState::handle).toList();
    this.people = new LivePeople(recipients, Set.copyOf(recipients), timing, System::nanoTime);
    this.cargo = new StreamCargo(keys, recipients, Crew.size(), progress);
    Line line =
        new Line(
            member.dialer(),
            company.registry(),
            keys,
            LaneBounds.ofStream(StreamCargo.CHUNK_BYTES),
            news::raiseStates);
    this.sessions = new LiveSessions(line, cargo);
    UUID id = keys.transfer();
    this.watch = new LiveWatch(id, company.registry(), member.patience().away(), timing, news);
    this.wait = new LiveWait(progress, false, timing.accept());
    this.ending = new LiveEnding(member, id, people, sessions, progress);
    people.update(states);
    progress.expect(-1, 0);
  }

  /**
   * What has become of it.
   *
   * @param recipients who have it
   */
  record Result(Set<String> recipients, long totalBytes, long againBytes) {}

  /**
   * Sends the stream to its end.
   *
   * @throws Failure {@code declined}, {@code nobody-came}, {@code cancelled}, {@code
   *     file-unreadable}, …; it has been taken back then
   */
  Result send(InputStream in) throws Failure {
    Thread.ofPlatform().daemon().name("read").start(() -> read(in));
    try {
      while (!people.allEnded()) {
        step();
        news.await(standings.containsValue(Standing.FINISHING) ? FINISH_MILLIS : poll());
        boolean idle = standings.values().stream().noneMatch(Standing::getsOn);
        boolean hurry = standings.containsValue(Standing.FINISHING);
        watch.look(hurry, idle, people::update, sessions::update);
      }
      Set<String> delivered = ending.delivered();
      return new Result(delivered, totalBytes, cargo.againBytes());
    } catch (Failure e) {
      sessions.leave(LaneRecord.Reason.FAILED);
      ending.cancel();
      throw e;
    }
  }

  private long poll() {
    return timing.poll().toMillis();
  }

  private void read(InputStream in) {
    byte[] buffer = new byte[READ_BYTES];
    try {
      // A read returns what there is: nothing is held back until the buffer is full.
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!cargo.append(buffer, count)) {
          return;
        }
      }
      totalBytes = cargo.end();
      news.raise();
    } catch (IOException e) {
      fail(
          new Failure(ExitCode.LOCAL_FILE, "file-unreadable", "can't read standard input")
              .because(e));
    } catch (Failure e) {
      fail(e);
    }
  }

  private void fail(Failure reason) {
    trouble.compareAndSet(null, reason);
    news.raise();
  }

  private void step() throws Failure {
    Failure reason = trouble.get();
    if (reason != null) {
      throw reason;
    }
    if (totalBytes >= 0 && !closed) {
      close(totalBytes);
    }
    standings = people.standings(sessions);
    wait.tell(standings, people.waited());
    Set<String> wanted = new TreeSet<>();
    Set<String> away = new TreeSet<>();
    standings.forEach((handle, standing) -> {
      switch (standing) {
        case ENDED -> {}
        case AWAY -> away.add(handle);
        case SERVED, FINISHING, STUCK, ASKED, COMING -> wanted.add(handle);
      }
    });
    if (wanted.isEmpty()) {
      throw ending.nobodyCame(away);
    }
    // Who has lost all patience must not hold up the others for ever.
    cargo.want(wanted);
  }

  /** Says how long it was. Nothing of it is stored, so that the room for it costs nothing. */
  private void close(long total) throws Failure {
    UUID id = keys.transfer();
    if (total > reservedBytes) {
      var _ = member.registry().grow(id, new Growth(total));
    }
    try (BodySealer sealer = new BodySealer(keys)) {
      byte[] trailer = new Trailer(total, Instant.now()).seal(sealer);
      var _ = member.registry().close(id, new Closing(total, Texts.of(trailer)));
    }
    closed = true;
  }

  @Override
  public void close() {
    cargo.close();
    sessions.close();
  }
}
