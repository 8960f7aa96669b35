package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneDialer;
import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Drop;
import dev.glide.cli.session.LaneRecord.Have;
import dev.glide.cli.session.LaneRecord.Lack;
import dev.glide.cli.session.LaneRecord.Lanes;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.cli.session.LaneRecord.Request;
import dev.glide.cli.session.Side;
import dev.glide.cli.tree.Entry;
import dev.glide.cli.tree.FileEntry;
import dev.glide.cli.tree.Manifest;
import dev.glide.cli.tree.Trailer;
import dev.glide.shared.api.Closing;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Offers bytes of a test, and serves them over lanes as the test wants it to. */
final class ScriptedSender implements AutoCloseable {
  static final int CHUNK = ChunkLayout.MIN_CHUNK_BYTES;

  /** What is done with a request. */
  enum Reply {
    SEND,
    LACK,
    SPOIL,
    IGNORE,
    /** Cuts everything. */
    CUT
  }

  final UUID id = UUID.randomUUID();
  private final TransferKey key = TransferKey.random();
  private final SealingKeys keys = SealingKeys.of(key, id);
  private final Person from;
  private final boolean stream;
  private final LaneBounds bounds;
  private final int chunkBytes;
  private volatile byte[] content;
  private volatile boolean ended;
  private volatile boolean serving;
  private volatile boolean closed;

  volatile IntFunction<Reply> replies = _ -> Reply.SEND;
  volatile Runnable cut = () -> {};
  final List<Integer> sent = new CopyOnWriteArrayList<>();
  final List<Integer> drops = new CopyOnWriteArrayList<>();
  final List<Reason> farewells = new CopyOnWriteArrayList<>();

  /** When it asked for sessions in vain. */
  final List<Failure> failures = new CopyOnWriteArrayList<>();

  final AtomicInteger lanesAsked = new AtomicInteger(1);
  private final BitSet haves = new BitSet();
  private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
  private final Set<LaneDialer> dialers = ConcurrentHashMap.newKeySet();

  /** How something is offered. */
  enum Kind {
    FILE,
    LIVE_FILE,
    LIVE_STREAM
  }

  ScriptedSender(Person from, List<String> to, Kind kind, int chunkBytes, byte[] content)
      throws Failure {
    this.from = from;
    this.content = content;
    this.chunkBytes = chunkBytes;
    this.stream = kind == Kind.LIVE_STREAM;
    Entry file = new FileEntry("film", content.length, 0644, Instant.EPOCH);
    Manifest manifest =
        stream
            ? Manifest.ofStream("test", "", chunkBytes, "film")
            : new Manifest("test", "", chunkBytes, false, List.of(file));
    ChunkLayout layout = new ChunkLayout(chunkBytes, stream ? chunkBytes : content.length);
    bounds = stream ? LaneBounds.ofStream(chunkBytes) : LaneBounds.of(layout);
    OfferMaker maker = new OfferMaker(from.member, _ -> {});
    SendOrder.Delivery delivery =
        kind == Kind.FILE ? SendOrder.Delivery.AUTO : SendOrder.Delivery.LIVE;
    SendOrder order =
        new SendOrder(
            List.of(), to, Optional.empty(), Optional.empty(), delivery, Optional.empty());
    NewTransfer offer =
        OfferMaker.offer(maker.contents(id, key, manifest), layout, order, maker.keys(id, key, to));
    from.member.registry().place(id, offer);
    Thread.ofVirtual().start(this::keepServing);
  }

  /** Is there for whoever asks for a session. */
  ScriptedSender serve() {
    serving = true;
    return this;
  }

  /** Is gone, without a word. */
  void vanish() {
    serving = false;
    lanes.forEach(Lane::close);
    dialers.forEach(LaneDialer::close);
  }

  int chunkCount() {
    return (content.length + chunkBytes - 1) / chunkBytes;
  }

  byte[] sealed(int index) {
    byte[] plain =
        Arrays.copyOfRange(
            content, index * chunkBytes, Math.min(content.length, (index + 1) * chunkBytes));
    boolean last = index == chunkCount() - 1 && (!stream || ended);
    try (BodySealer sealer = new BodySealer(keys)) {
      return sealer.seal(new Body.Chunk(index, last), plain);
    }
  }

  BitSet haves() {
    synchronized (haves) {
      return (BitSet) haves.clone();
    }
  }

  /** More of a stream. */
  void write(byte[] more) {
    byte[] all = Arrays.copyOf(content, content.length + more.length);
    System.arraycopy(more, 0, all, content.length, more.length);
    content = all;
  }

  /** The end of a stream. */
  void end() throws Failure {
    ended = true;
    try (BodySealer sealer = new BodySealer(keys)) {
      byte[] trailer = new Trailer(content.length, Instant.EPOCH).seal(sealer);
      from.member.registry().close(id, new Closing(content.length, Texts.of(trailer)));
    }
  }

  private void keepServing() {
    try {
      lookForSessions();
    } catch (InterruptedException e) {
      return;
    }
  }

  private void lookForSessions() throws InterruptedException {
    Map<UUID, Integer> served = new ConcurrentHashMap<>();
    while (!closed) {
      TimeUnit.MILLISECONDS.sleep(10);
      try {
        if (serving) {
          for (SessionGrant each : from.member.registry().sessions(id).sessions()) {
            if (!Integer.valueOf(each.epoch()).equals(served.put(each.session(), each.epoch()))) {
              LaneDialer dialer = new LaneDialer(from.member.dialer(), keys, Side.SENDER);
              dialers.add(dialer);
              Thread.ofVirtual().start(() -> serve(dialer, each, 0, served));
            }
          }
        } else {
          served.clear();
        }
      } catch (Failure e) {
        failures.add(e);
      }
    }
  }

  private void serve(LaneDialer dialer, SessionGrant grant, int number, Map<UUID, Integer> served) {
    BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    try (Lane lane = dialer.dial(grant, number, bounds)) {
      lanes.add(lane);
      Thread answering = Thread.ofVirtual().start(() -> keepAnswering(lane, requests));
      if (stream) {
        Thread.ofVirtual().start(() -> keepTelling(lane));
      }
      try {
        hear(dialer, grant, lane, requests, served);
      } finally {
        answering.interrupt();
        lanes.remove(lane);
      }
    } catch (Failure e) {
      if (number == 0 && serving) {
        report(grant);
      }
    }
  }

  private void report(SessionGrant lost) {
    try {
      from.member.registry().session(id, new SessionRequest(lost.session(), lost.epoch(), null));
    } catch (Failure e) {
      failures.add(e);
    }
  }

  private void hear(
      LaneDialer dialer,
      SessionGrant grant,
      Lane lane,
      BlockingQueue<Request> requests,
      Map<UUID, Integer> served)
      throws Failure {
    while (true) {
      switch (lane.receive(new byte[0])) {
        case Request request -> requests.add(request);
        case Have have -> {
          synchronized (haves) {
            have.addTo(haves);
          }
        }
        case Drop(int index) -> {
          drops.add(index);
          requests.removeIf(each -> each.index() == index);
        }
        case Lanes(int count) -> {
          lanesAsked.set(count);
          for (int i = 1; i < count; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> serve(dialer, grant, number, served));
          }
        }
        case Bye(Reason reason) -> {
          farewells.add(reason);
          // As a real one does: it comes again, for whoever goes on later.
          served.remove(grant.session());
          return;
        }
        default -> throw new AssertionError("a receiver does not say that");
      }
    }
  }

  private void keepAnswering(Lane lane, BlockingQueue<Request> requests) {
    try {
      while (!closed) {
        Request next = requests.take();
        if (stream) {
          sendParts(lane, next);
        } else {
          answer(lane, next.index());
        }
      }
    } catch (Failure | InterruptedException e) {
      return;
    }
  }

  private void answer(Lane lane, int index) throws Failure {
    switch (replies.apply(index)) {
      case SEND -> {
        byte[] sealed = sealed(index);
        sent.add(index);
        lane.sendChunk(index, sealed, sealed.length);
      }
      case LACK -> lane.send(new Lack(index));
      case SPOIL -> {
        byte[] sealed = sealed(index);
        sealed[sealed.length / 2] ^= 1;
        lane.sendChunk(index, sealed, sealed.length);
      }
      case IGNORE -> {}
      case CUT -> cut.run();
    }
  }

  private void keepTelling(Lane lane) {
    try {
      int said = -1;
      while (!closed && !(ended && said == chunkCount())) {
        int count = ended ? chunkCount() : content.length / chunkBytes + 1;
        if (count != said) {
          lane.send(new Available(count, ended));
          said = count;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (Failure | InterruptedException e) {
      return;
    }
  }

  private void sendParts(Lane lane, Request request) throws Failure, InterruptedException {
    int start = request.index() * chunkBytes;
    int at = start + request.offset();
    while (!closed) {
      boolean over = ended;
      byte[] all = content;
      int end = Math.min(Math.min(all.length, start + chunkBytes), at + Part.MAX_CONTENT_BYTES);
      boolean endsChunk = end == start + chunkBytes;
      boolean endsStream = over && end == all.length;
      if (end > at || endsStream) {
        byte[] piece = Arrays.copyOfRange(all, at, end);
        lane.send(
            new Part(request.index(), at - start, endsChunk || endsStream, endsStream, piece));
        at = end;
      }
      if (endsChunk || endsStream) {
        sent.add(request.index());
        return;
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public void close() {
    closed = true;
    vanish();
  }
}
