package dev.glide.cli.transfer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.session.Lane;
import dev.glide.cli.session.LaneBounds;
import dev.glide.cli.session.LaneDialer;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.session.Side;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.SessionGrant;
import dev.glide.shared.api.SessionRequest;
import dev.glide.shared.api.TransferView;
import dev.glide.shared.chunk.ChunkLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A receiver that does what a test tells it to, over real lanes. One thread. */
final class ScriptedReceiver implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  final Person who;
  final TransferView view;
  final ChunkLayout layout;
  final BitSet has = new BitSet();
  private final SealingKeys keys;
  private final LaneBounds bounds;
  private final byte[] sealed;
  private final byte[] content;
  private @Nullable LaneDialer dialer;
  private @Nullable SessionGrant grant;
  private final List<Lane> lanes = new ArrayList<>();

  private ScriptedReceiver(Person who, TransferView view) throws Failure {
    this.who = who;
    this.view = view;
    this.layout = view.chunks();
    this.keys = new OfferOpener(who.member, _ -> {}).keys(view);
    this.bounds = view.open() ? LaneBounds.ofStream(layout.chunkBytes()) : LaneBounds.of(layout);
    this.sealed = new byte[bounds.maxSealedBytes()];
    this.content = new byte[layout.chunkBytes()];
  }

  /** Waits for an offer. */
  static ScriptedReceiver offered(Person who) throws Failure {
    await().atMost(LONG).until(() -> !new Inbox(who.member).all().isEmpty());
    return new ScriptedReceiver(who, new Inbox(who.member).all().getFirst().view());
  }

  ScriptedReceiver accept() throws Failure {
    var _ = who.member.registry().accept(view.id());
    return this;
  }

  void decline() throws Failure {
    who.member.registry().decline(view.id());
  }

  /** Comes to lane 0, and says what it has. */
  ScriptedReceiver join() throws Failure {
    return join(null);
  }

  /** As {@link #join}, after an epoch was lost. */
  ScriptedReceiver join(@Nullable Integer lost) throws Failure {
    LaneDialer fresh = new LaneDialer(who.member.dialer(), keys, Side.RECEIVER);
    dialer = fresh;
    SessionGrant now = who.member.registry().session(view.id(), new SessionRequest(null, lost, 2));
    grant = now;
    lanes.clear();
    lanes.add(fresh.dial(now, 0, bounds));
    lane().send(LaneRecord.Have.of(has));
    return this;
  }

  Lane lane() {
    return lanes.getFirst();
  }

  /** Has the sender come to one more lane. */
  Lane moreLanes() throws Failure {
    int number = lanes.size();
    lane().send(new LaneRecord.Lanes(number + 1));
    Lane next = requireNonNull(dialer).dial(requireNonNull(grant), number, bounds);
    lanes.add(next);
    return next;
  }

  /** Asks for chunks, and takes them as they come. */
  void take(int first, int last) throws Failure {
    take(lane(), first, last);
  }

  void take(Lane lane, int first, int last) throws Failure {
    ask(lane, first, last);
    for (int i = first; i <= last; i++) {
      written(lane, arrival(lane));
    }
  }

  void ask(Lane lane, int first, int last) throws Failure {
    for (int i = first; i <= last; i++) {
      lane.send(new LaneRecord.Request(i, 0));
    }
  }

  /** Waits for a chunk, opens it and says which it is. */
  int arrival(Lane lane) throws Failure {
    if (lane.receive(sealed) instanceof LaneRecord.Chunk(int index, int length)) {
      open(index, length);
      return index;
    }
    throw new AssertionError("that was no chunk");
  }

  private void open(int index, int length) {
    try (BodyOpener opener = new BodyOpener(keys)) {
      int bytes = opener.open(Body.chunk(layout, index), sealed, length, content);
      assertThat(bytes).isEqualTo(layout.plainBytes(index));
    } catch (NotAuthentic e) {
      throw new AssertionError("chunk " + index + " is not authentic", e);
    }
  }

  /** The content of the chunk that has come last. */
  byte[] content(int index) {
    return Arrays.copyOf(content, layout.plainBytes(index));
  }

  /** Waits for the next record; the chunk it may bring is not opened. */
  LaneRecord next() throws Failure {
    return lane().receive(sealed);
  }

  /** Waits for a whole chunk of a stream, of which none that comes so is the last. */
  byte[] wholeOfStream() throws Failure {
    LaneRecord record = next();
    while (record instanceof LaneRecord.Available) {
      record = next();
    }
    if (!(record instanceof LaneRecord.Chunk(int index, int length))) {
      throw new AssertionError("that was no chunk: " + record);
    }
    try (BodyOpener opener = new BodyOpener(keys)) {
      int bytes = opener.open(new Body.Chunk(index, false), sealed, length, content);
      return Arrays.copyOf(content, bytes);
    } catch (NotAuthentic e) {
      throw new AssertionError("chunk " + index + " is not authentic", e);
    }
  }

  /** That of the chunk that has come last. */
  byte[] salt() {
    return Arrays.copyOf(sealed, ChunkLayout.SALT_BYTES);
  }

  void written(Lane lane, int index) throws Failure {
    has.set(index);
    lane.send(new LaneRecord.Have(List.of(new LaneRecord.Range(index, index))));
  }

  /** Says that it has everything, on all lanes, and then so to the registry. */
  void finish() throws Failure {
    for (Lane each : lanes) {
      each.send(new LaneRecord.Bye(LaneRecord.Reason.DONE));
      each.close();
    }
    who.member.registry().delivered(view.id());
  }

  RecipientState.State state() throws Failure {
    return who.member.registry().transfer(view.id()).recipients().getFirst().state();
  }

  /** Is gone without a word. */
  void vanish() {
    lanes.forEach(Lane::close);
  }

  @Override
  public void close() {
    vanish();
  }
}
