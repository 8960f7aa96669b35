package dev.glide.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.seal.Body;
import dev.glide.cli.seal.BodyOpener;
import dev.glide.cli.seal.BodySealer;
import dev.glide.cli.seal.NotAuthentic;
import dev.glide.cli.seal.SealingKeys;
import dev.glide.cli.seal.TransferKey;
import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Bye;
import dev.glide.cli.session.LaneRecord.Chunk;
import dev.glide.cli.session.LaneRecord.Drop;
import dev.glide.cli.session.LaneRecord.Lack;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Reason;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A relay that does what it likes: everything is noticed by name, and nothing wrong is believed.
 */
@Timeout(300)
class HostileRelayTest {
  private static final List<String> NOTICED = List.of("not-authentic", "garbled", "session-lost");
  private static final LanePatience PATIENCE =
      LanePair.patience(Duration.ofSeconds(60), Duration.ofSeconds(120));

  /**
   * What the sender says, after its first ping; without bodies, so that frames can be told apart.
   */
  private static final List<LaneRecord> SAID =
      List.of(
          new Available(9, false),
          new Lack(3),
          new Part(1, 0, false, false, new byte[] {1, 2, 3, 4, 5}),
          new Part(1, 5, true, true, new byte[] {6}),
          new Bye(Reason.DONE));

  /** Bytes of the hello, the ping, and what is said. */
  private static final int[] PIECES = {Hello.BYTES, 27, 24, 23, 33, 29, 20};

  private static final int TOTAL = Arrays.stream(PIECES).sum();

  private FakeRelay relay;

  @BeforeEach
  void open() throws IOException {
    relay = new FakeRelay();
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
  }

  @Test
  void believesWhatPassesUnchanged() throws Exception {
    Heard heard = hear(UnaryOperator.identity());
    assertThat(heard.records()).isEqualTo(SAID);
  }

  @Test
  void noticesEveryFlippedByte() throws Exception {
    for (int at = 0; at < TOTAL; at++) {
      int place = at;
      assertNoticed(bytes -> {
        bytes[place] ^= (byte) (1 << place % 8);
        return bytes;
      });
    }
  }

  @Test
  void noticesACutAtEveryByte() throws Exception {
    for (int length = 0; length < TOTAL; length++) {
      int end = length;
      assertNoticed(bytes -> Arrays.copyOf(bytes, end));
    }
  }

  @Test
  void noticesDroppedFrames() throws Exception {
    for (int dropped = 0; dropped < PIECES.length; dropped++) {
      int without = dropped;
      int[] order = Arrays.stream(order()).filter(piece -> piece != without).toArray();
      assertNoticed(bytes -> arranged(bytes, order));
    }
  }

  @Test
  void noticesRepeatedFrames() throws Exception {
    for (int repeated = 0; repeated < PIECES.length - 1; repeated++) {
      int twice = repeated;
      int[] order =
          Arrays.stream(order())
              .flatMap(piece -> piece == twice ? IntStream.of(piece, piece) : IntStream.of(piece))
              .toArray();
      assertNoticed(bytes -> arranged(bytes, order));
    }
  }

  @Test
  void noticesFramesOutOfOrder() throws Exception {
    for (int first = 0; first < PIECES.length - 1; first++) {
      int[] order = order();
      order[first] = first + 1;
      order[first + 1] = first;
      assertNoticed(bytes -> arranged(bytes, order));
    }
  }

  @Test
  void noticesGarbage() throws Exception {
    for (int seed = 0; seed < 64; seed++) {
      byte[] garbage = new byte[40_000];
      new Random(seed).nextBytes(garbage);
      assertNoticed(_ -> garbage);
      assertNoticed(bytes -> join(Arrays.copyOf(bytes, Hello.BYTES), garbage));
    }
  }

  @Test
  void noticesFramesThatAreLongerOrShorterThanAnyBeforeTheyHaveCome() throws Exception {
    for (byte[] length : new byte[][] {{(byte) 0xff, (byte) 0xff}, {0, 16}, {0x40, 0x11}}) {
      Heard heard = hear(bytes -> join(Arrays.copyOf(bytes, Hello.BYTES), length));
      assertThat(heard.code()).isEqualTo("garbled");
    }
  }

  @Test
  void noticesALineOfTheRelayWithoutEnd() throws Exception {
    byte[] line = new byte[100_000];
    Arrays.fill(line, (byte) 'g');
    assertThat(hear(_ -> line).code()).isEqualTo("garbled");
  }

  @Test
  void noticesItsOwnWordsComingBack() throws Exception {
    for (boolean disguised : new boolean[] {false, true}) {
      Mirror mirror = new Mirror(disguised);
      relay.meddle(flow -> mirror.before(flow.from()));
      String code = disguised ? "not-authentic" : "garbled";
      UUID session = UUID.randomUUID();
      CompletableFuture<String> sender =
          LanePair.later(() -> talk(LanePair.KEYS, session, Side.SENDER));
      assertBothNotice(code, talk(LanePair.KEYS, session, Side.RECEIVER), LanePair.join(sender));
    }
  }

  @Test
  void noticesThatTwoSessionsOfOneTransferAreCrossed() throws Exception {
    relay.cross(true);
    UUID session = UUID.randomUUID();
    CompletableFuture<String> sender =
        LanePair.later(() -> talk(LanePair.KEYS, UUID.randomUUID(), Side.SENDER));
    String receiver = talk(LanePair.KEYS, session, Side.RECEIVER);
    assertBothNotice("not-authentic", receiver, LanePair.join(sender));
  }

  @Test
  void noticesThePartnerOfAnotherTransfer() throws Exception {
    SealingKeys other = SealingKeys.of(TransferKey.random(), LanePair.TRANSFER);
    UUID session = UUID.randomUUID();
    CompletableFuture<String> sender = LanePair.later(() -> talk(other, session, Side.SENDER));
    String receiver = talk(LanePair.KEYS, session, Side.RECEIVER);
    assertBothNotice("not-authentic", receiver, LanePair.join(sender));
  }

  /** A relay can find out where a body stands; a record does not say what it must be. */
  @Test
  void aBodyInThePlaceOfAnotherDoesNotOpen() throws Exception {
    byte[] fourth = sealed(4);
    byte[] fifth = sealed(5);
    relay.meddle(flow -> flow.from() == Side.SENDER ? new Exchange(fourth, fifth) : Meddler.HONEST);
    try (LanePair lanes = LanePair.open(relay, PATIENCE);
        BodyOpener opener = new BodyOpener(LanePair.KEYS)) {
      lanes.sender.sendChunk(4, fourth, fourth.length);
      assertThat(lanes.atReceiver()).isEqualTo(new Chunk(4, fourth.length));
      assertThat(Arrays.copyOf(lanes.body, fifth.length)).isEqualTo(fifth);
      byte[] out = new byte[fifth.length];
      assertThatExceptionOfType(NotAuthentic.class)
          .isThrownBy(() -> opener.open(new Body.Chunk(4, false), lanes.body, fourth.length, out));
      opener.open(new Body.Chunk(5, false), lanes.body, fourth.length, out);
    }
  }

  /** Who notices first hangs up, which may be all that the other one notices. */
  private static void assertBothNotice(String code, String one, String other) {
    assertThat(List.of(one, other)).contains(code).isSubsetOf(code, "session-lost");
  }

  private static byte[] sealed(int index) {
    byte[] content = new byte[5_000];
    new Random(index).nextBytes(content);
    try (BodySealer sealer = new BodySealer(LanePair.KEYS)) {
      return sealer.seal(new Body.Chunk(index, false), content);
    }
  }

  private static int[] order() {
    return IntStream.range(0, PIECES.length).toArray();
  }

  private static byte[] arranged(byte[] bytes, int[] order) {
    byte[] all = new byte[0];
    for (int piece : order) {
      int from = Arrays.stream(PIECES, 0, piece).sum();
      all = join(all, Arrays.copyOfRange(bytes, from, from + PIECES[piece]));
    }
    return all;
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private void assertNoticed(UnaryOperator<byte[]> edit) throws Exception {
    Heard heard = hear(edit);
    assertThat(heard.code()).isIn(NOTICED);
    assertThat(heard.records()).hasSizeLessThan(SAID.size());
    assertThat(heard.records()).isEqualTo(SAID.subList(0, heard.records().size()));
  }

  /** What the receiver believed, and the code of what it noticed. */
  private record Heard(List<LaneRecord> records, String code) {}

  /** Lets the sender say it all, changed on the way. */
  private Heard hear(UnaryOperator<byte[]> edit) throws Exception {
    relay.meddle(flow -> flow.from() == Side.SENDER ? new Edit(edit) : Meddler.HONEST);
    UUID session = UUID.randomUUID();
    CompletableFuture<Lane> sending =
        LanePair.later(() -> {
          Lane lane = LanePair.dial(relay, LanePair.KEYS, PATIENCE, session, Side.SENDER);
          lane.sendAll(SAID);
          return lane;
        });
    List<LaneRecord> heard = new ArrayList<>();
    byte[] body = new byte[LaneBounds.of(LanePair.LAYOUT).maxSealedBytes()];
    try (Lane lane = LanePair.dial(relay, LanePair.KEYS, PATIENCE, session, Side.RECEIVER)) {
      while (heard.size() < SAID.size()) {
        heard.add(lane.receive(body));
      }
      return new Heard(heard, "");
    } catch (Failure e) {
      return new Heard(heard, e.code());
    } finally {
      relay.cut();
      LanePair.join(sending).close();
    }
  }

  /** Opens a lane, says something and hears something; the code of why it can't. */
  private String talk(SealingKeys keys, UUID session, Side side) {
    byte[] body = new byte[LaneBounds.of(LanePair.LAYOUT).maxSealedBytes()];
    try (Lane lane = LanePair.dial(relay, keys, PATIENCE, session, side)) {
      lane.send(side == Side.SENDER ? new Lack(1) : new Drop(1));
      return "heard " + lane.receive(body);
    } catch (Failure e) {
      return e.code();
    }
  }

  /** Waits until all is said, changes it, and ends. */
  private static final class Edit implements Meddler {
    private final UnaryOperator<byte[]> edit;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Edit(UnaryOperator<byte[]> edit) {
      this.edit = edit;
    }

    @Override
    public void pass(byte[] bytes, int length, OutputStream out) throws IOException {
      said.write(bytes, 0, length);
      assertThat(said.size()).isLessThanOrEqualTo(TOTAL);
      if (said.size() == TOTAL) {
        out.write(edit.apply(said.toByteArray()));
        throw new EOFException("all is said");
      }
    }
  }

  /** Puts one run of bytes in the place of another, as soon as all of it is there. */
  private static final class Exchange implements Meddler {
    private final byte[] from;
    private final byte[] to;
    private byte[] held = new byte[0];

    Exchange(byte[] from, byte[] to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void pass(byte[] bytes, int length, OutputStream out) throws IOException {
      held = join(held, Arrays.copyOf(bytes, length));
      if (held.length < from.length) {
        // Still hello and ping, which the partner waits for.
        out.write(held);
        held = new byte[0];
        return;
      }
      int at = held.length - from.length;
      assertThat(Arrays.copyOfRange(held, at, held.length)).isEqualTo(from);
      System.arraycopy(to, 0, held, at, to.length);
      out.write(held);
    }
  }

  /** Gives each side its own words back; disguised: as if the other side had said hello. */
  private static final class Mirror {
    private final boolean disguised;
    private final CompletableFuture<OutputStream> toReceiver = new CompletableFuture<>();
    private final CompletableFuture<OutputStream> toSender = new CompletableFuture<>();

    Mirror(boolean disguised) {
      this.disguised = disguised;
    }

    Meddler before(Side from) {
      boolean[] began = new boolean[1];
      return (bytes, length, out) -> {
        (from == Side.SENDER ? toReceiver : toSender).complete(out);
        if (disguised && !began[0]) {
          bytes[1] ^= 1;
        }
        began[0] = true;
        (from == Side.SENDER ? toSender : toReceiver).join().write(bytes, 0, length);
      };
    }
  }
}
