package dev.glide.cli.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.session.LaneRecord.Available;
import dev.glide.cli.session.LaneRecord.Part;
import dev.glide.cli.session.LaneRecord.Request;
import dev.glide.cli.terminal.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that goes straight to its receivers while it is read. */
class LiveStreamTest {
  private static final int CHUNK_BYTES = 1024 * 1024;
  private static final int WINDOW = 16;

  private final LiveStage stage;
  private final Person bob;

  LiveStreamTest(@TempDir Path homes) throws IOException, Failure {
    stage = new LiveStage(homes);
    bob = stage.person("bob");
  }

  @AfterEach
  void stop() throws IOException {
    bob.close();
    stage.close();
  }

  @Test
  void eachPieceArrivesBeforeTheNextIsRead() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    LiveStage.Sending sending =
        stage.stream(LiveStage.PATIENT, new PipedInputStream(out, 1024), bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      assertThat(receiver.view.live()).isTrue();
      assertThat(receiver.view.open()).isTrue();
      assertThat(receiver.next()).isEqualTo(new Available(1, false));
      receiver.lane().send(new Request(0, 0));
      say(out, "hello");
      assertThat(receiver.next()).isEqualTo(part(0, "hello", false));
      say(out, " world");
      assertThat(receiver.next()).isEqualTo(part(5, " world", false));
      out.close();
      Arrival end = arrival(receiver, 11);
      assertThat(end.ended()).isTrue();
      finish(receiver);
      Sender.Sent sent = sending.sent();
      assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
      assertThat(sent.totalBytes()).isEqualTo(11);
      assertThat(sent.routes()).containsEntry(Progress.Route.RELAY, 11L);
      assertThat(stage.server.count("(PUT|GET|POST) /chunks/.*")).isZero();
    }
  }

  private static void say(PipedOutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  private static Part part(int offset, String text, boolean end) {
    return new Part(0, offset, end, end, text.getBytes(UTF_8));
  }

  /** As the sender says it in the registry, once it has read to the end. */
  private void finish(ScriptedReceiver receiver) throws Failure {
    await()
        .atMost(ScriptedReceiver.LONG)
        .until(() -> !bob.member.registry().transfer(receiver.view.id()).open());
    receiver.finish();
  }

  /** What has come of one chunk that grows. */
  private record Arrival(int bytes, boolean ended) {}

  /** Takes pieces until a chunk or the stream ends; they must follow each other from an offset. */
  private static Arrival arrival(ScriptedReceiver receiver, int offset) throws Failure {
    return arrival(receiver, offset, new ByteArrayOutputStream());
  }

  private static Arrival arrival(ScriptedReceiver receiver, int offset, ByteArrayOutputStream into)
      throws Failure {
    int at = offset;
    while (true) {
      LaneRecord record = receiver.next();
      if (record instanceof Part part) {
        assertThat(part.offset()).isEqualTo(at);
        into.writeBytes(part.content());
        at += part.content().length;
        if (part.endsChunk() || part.endsStream()) {
          return new Arrival(at, part.endsStream());
        }
      } else {
        assertThat(record).isInstanceOf(Available.class);
      }
    }
  }

  @Test
  void chunksThatHaveBeenReadWholeComeSealed() throws Exception {
    byte[] bytes = bytes(3 * CHUNK_BYTES + 7);
    LiveStage.Sending sending =
        stage.stream(LiveStage.PATIENT, new ByteArrayInputStream(bytes), bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      awaitAvailable(receiver, 4);
      for (int i = 0; i < 3; i++) {
        receiver.lane().send(new Request(i, 0));
        assertThat(receiver.wholeOfStream()).isEqualTo(slice(bytes, i));
        receiver.written(receiver.lane(), i);
      }
      receiver.lane().send(new Request(3, 0));
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      assertThat(arrival(receiver, 0, rest)).isEqualTo(new Arrival(7, true));
      assertThat(rest.toByteArray()).isEqualTo(slice(bytes, 3));
      finish(receiver);
      assertThat(sending.sent().totalBytes()).isEqualTo(bytes.length);
      assertThat(sending.sent().againBytes()).isZero();
    }
  }

  private static void awaitAvailable(ScriptedReceiver receiver, int chunks) throws Failure {
    while (!(receiver.next() instanceof Available(int now, boolean _)) || now < chunks) {
      // It is told each time that there is more.
    }
  }

  private static byte[] slice(byte[] bytes, int chunk) {
    int from = chunk * CHUNK_BYTES;
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK_BYTES));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aStreamThatEndsWithAWholeChunkEnds() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    LiveStage.Sending sending =
        stage.stream(LiveStage.PATIENT, new PipedInputStream(out, CHUNK_BYTES), bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      receiver.lane().send(new Request(0, 0));
      out.write(bytes(CHUNK_BYTES));
      out.flush();
      assertThat(arrival(receiver, 0)).isEqualTo(new Arrival(CHUNK_BYTES, false));
      receiver.lane().send(new Request(1, 0));
      out.close();
      assertThat(arrival(receiver, 0)).isEqualTo(new Arrival(0, true));
      finish(receiver);
      assertThat(sending.sent().totalBytes()).isEqualTo(CHUNK_BYTES);
    }
  }

  @Test
  void anEmptyStreamEndsAtOnce() throws Exception {
    LiveStage.Sending sending = stage.stream(LiveStage.PATIENT, InputStream.nullInputStream(), bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      LaneRecord news = receiver.next();
      while (!news.equals(new Available(0, true))) {
        news = receiver.next();
      }
      finish(receiver);
      assertThat(sending.sent().totalBytes()).isZero();
    }
  }

  @Test
  void aBrokenLaneGoesOnWhereTheReceiverIs() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    LiveStage.Sending sending =
        stage.stream(LiveStage.PATIENT, new PipedInputStream(out, 1024), bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      assertThat(receiver.next()).isEqualTo(new Available(1, false));
      receiver.lane().send(new Request(0, 0));
      say(out, "hello");
      assertThat(receiver.next()).isEqualTo(part(0, "hello", false));
      stage.relay.cut();
      say(out, " world");
      receiver.join(1);
      assertThat(receiver.next()).isEqualTo(new Available(1, false));
      receiver.lane().send(new Request(0, 3));
      out.close();
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      assertThat(arrival(receiver, 3, rest)).isEqualTo(new Arrival(11, true));
      assertThat(rest.toString(UTF_8)).isEqualTo("lo world");
      finish(receiver);
      assertThat(sending.sent().againBytes()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void whoReadsWaitsForTheReceiver() throws Exception {
    Endless in = new Endless(40 * CHUNK_BYTES);
    LiveStage.Sending sending = stage.stream(LiveStage.PATIENT, in, bob);
    try (ScriptedReceiver receiver = ScriptedReceiver.offered(bob).accept().join()) {
      for (int i = 0; i < 39; i++) {
        int chunk = i;
        await()
            .atMost(ScriptedReceiver.LONG)
            .until(() -> in.read.get() >= Math.min(39L, chunk + WINDOW) * CHUNK_BYTES);
        // What was read last waits to be added.
        assertThat(in.read.get())
            .isLessThanOrEqualTo((chunk + WINDOW) * (long) CHUNK_BYTES + 65_536);
        receiver.lane().send(new Request(i, 0));
        assertThat(receiver.wholeOfStream()).hasSize(CHUNK_BYTES);
        receiver.written(receiver.lane(), i);
      }
      receiver.lane().send(new Request(39, 0));
      while (!arrival(receiver, 0).ended()) {
        receiver.lane().send(new Request(40, 0));
      }
      finish(receiver);
      assertThat(sending.sent().totalBytes()).isEqualTo(40L * CHUNK_BYTES);
    }
  }

  /** So many bytes, and how many of them were read. */
  private static final class Endless extends InputStream {
    final AtomicLong read = new AtomicLong();
    private final long length;

    Endless(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return read.getAndIncrement() < length ? 1 : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
      long left = length - read.get();
      if (left == 0) {
        return -1;
      }
      int given = (int) Math.min(left, count);
      read.addAndGet(given);
      return given;
    }
  }

  @Test
  void aStreamThatNobodyComesForIsTakenBack() throws Exception {
    LiveStage.Sending sending =
        stage.stream(LiveStage.HASTY, new ByteArrayInputStream(bytes(5)), bob);
    assertThat(sending.failure().code()).isEqualTo("nobody-came");
    assertThat(new Inbox(bob.member).all()).isEmpty();
  }

  @Test
  void aStreamThatCannotBeReadIsTakenBack() throws Exception {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the pipe has burst");
          }

          @Override
          public int read(byte[] into, int from, int count) throws IOException {
            throw new IOException("the pipe has burst");
          }
        };
    Failure failure = stage.stream(LiveStage.PATIENT, broken, bob).failure();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
    assertThat(failure.code()).isEqualTo("file-unreadable");
    assertThat(new Inbox(bob.member).all()).isEmpty();
  }

  @Test
  void aStreamThatIsDeclinedEnds() throws Exception {
    LiveStage.Sending sending =
        stage.stream(LiveStage.PATIENT, new ByteArrayInputStream(bytes(5)), bob);
    ScriptedReceiver.offered(bob).decline();
    assertThat(sending.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
  }
}
