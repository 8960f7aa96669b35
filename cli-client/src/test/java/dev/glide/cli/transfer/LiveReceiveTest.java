package dev.glide.cli.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.session.FakeRelay;
import dev.glide.cli.session.LaneRecord.Reason;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.FakeGlide.Answer;
import dev.glide.cli.transfer.Receiver.Received;
import dev.glide.cli.transfer.ScriptedSender.Kind;
import dev.glide.cli.transfer.ScriptedSender.Reply;
import dev.glide.cli.tree.OnConflict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes straight from the sender, through a relay that breaks and a store that fails. */
class LiveReceiveTest {
  private static final int CHUNK = ScriptedSender.CHUNK;
  private static final int CHUNKS = 100;
  private static final int MOST_AHEAD = 64;
  private static final String GET_CHUNK = "GET /chunks/v1/[^/]+/\\d+";
  private static final ReceivePatience LONG =
      new ReceivePatience(
          new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60)), Duration.ofMinutes(2));
  private static final ReceivePatience BRIEF =
      new ReceivePatience(
          new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1)), Duration.ofSeconds(2));

  @TempDir Path temp;
  private final FakeGlide server;
  private final FakeRelay relay;
  private final Person alice;
  private final Person bob;
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final byte[] bytes = bytes(CHUNKS * CHUNK - 5);

  LiveReceiveTest(@TempDir Path homes) throws IOException, Failure {
    server = new FakeGlide();
    relay = new FakeRelay(server.port());
    alice = Person.register("alice", relay.url(), homes);
    bob = Person.register("bob", relay.url(), homes);
  }

  @BeforeAll
  static void takeTime() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @AfterEach
  void stop() throws IOException {
    alice.close();
    bob.close();
    relay.close();
    server.close();
  }

  @Test
  void aFileComesStraightFromTheSender() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE).serve()) {
      Received received = receive();
      assertThat(received.routes()).isEqualTo(Map.of(Progress.Route.RELAY, (long) bytes.length));
      assertThat(received.againBytes()).isZero();
      assertThat(sender.sent).doesNotHaveDuplicates().hasSize(CHUNKS);
      await().until(() -> sender.haves().cardinality() == CHUNKS);
      await().until(() -> sender.farewells.contains(Reason.DONE));
    }
    assertThat(server.count(GET_CHUNK)).isZero();
    assertArrived();
    assertThat(new Inbox(bob.member).all()).isEmpty();
    assertThat(bob.member.profile().folders().state().resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void aLargeFileTakesMoreLanesThanOne() throws Exception {
    byte[] large = bytes(40 * 1024 * 1024);
    try (ScriptedSender sender =
        new ScriptedSender(alice, List.of("bob"), Kind.LIVE_FILE, 1024 * 1024, large).serve()) {
      Received received = receive();
      assertThat(received.totalBytes()).isEqualTo(large.length);
      assertThat(sender.lanesAsked.get()).isGreaterThanOrEqualTo(2);
    }
    assertThat(temp.resolve("out/film")).hasBinaryContent(large);
  }

  @Test
  void aRelayThatBreaksCostsNoMoreThanWhatWasOnTheWay() throws Exception {
    try (ScriptedSender sender = offer(Kind.LIVE_FILE)) {
      AtomicInteger count = new AtomicInteger();
      sender.replies =
          _ -> {
            if (count.incrementAndGet() % 30 == 0) {
              relay.cut();
            }
            return Reply.SEND;
          };
      sender.serve();
      Received received = receive();
      assertThat(received.againBytes()).isZero();
      int breaks = server.registry.sessions.epoch(sender.id) - 1;
      assertThat(breaks).isPositive();
      assertThat(sender.sent.size() - CHUNKS).isBetween(0, breaks * MOST_AHEAD);
    }
    assertArrived();
  }

  @Test
  void whatTheSenderHasNotSentComesFromTheStore() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE)) {
      AtomicInteger count = new AtomicInteger();
      sender.replies = _ -> count.incrementAndGet() > 40 ? Reply.CUT : Reply.SEND;
      sender.cut =
          () ->
              Thread.ofVirtual()
                  .start(() -> {
                    sender.vanish();
                    park(sender, 0, CHUNKS);
                  });
      sender.serve();
      Received received = receive();
      assertThat(received.routes()).containsOnlyKeys(Progress.Route.RELAY, Progress.Route.PARKED);
      assertThat(received.routes().values().stream().mapToLong(each -> each).sum())
          .isEqualTo(bytes.length);
    }
    assertArrived();
  }

  @Test
  void storeAndSenderBringItTogether() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE)) {
      sender.replies = index -> index % 2 == 0 ? Reply.SEND : Reply.LACK;
      for (int i = 1; i < CHUNKS; i += 2) {
        server.store.of(sender.id).put(i, sender.sealed(i));
      }
      sender.serve();
      Received received = receive();
      assertThat(received.routes()).containsKey(Progress.Route.PARKED);
    }
    assertArrived();
  }

  @Test
  void aStoreThatFailsDoesNotEndWhatTheSenderBrings() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE)) {
      server.store.of(sender.id).put(99, sender.sealed(99));
      server.misbehaviour = request -> request.startsWith("GET /chunks/v1/") ? Answer.CUT : null;
      sender.serve();
      receive(BRIEF);
    }
    assertArrived();
  }

  @Test
  void storeAndRelayMayFailAtOnce() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE)) {
      park(sender, 50, CHUNKS);
      Optional.ofNullable(server.registry.deals.get(sender.id)).orElseThrow().parkedAt = null;
      AtomicInteger count = new AtomicInteger();
      AtomicInteger failures = new AtomicInteger();
      server.misbehaviour =
          request ->
              request.matches(GET_CHUNK) && failures.incrementAndGet() % 3 == 0 ? Answer.CUT : null;
      sender.replies =
          index -> {
            if (count.incrementAndGet() % 10 == 0) {
              relay.cut();
            }
            return index < 50 ? Reply.SEND : Reply.LACK;
          };
      sender.serve();
      receive();
    }
    assertArrived();
  }

  @Test
  void aSenderThatLiesIsNamed() throws Exception {
    try (ScriptedSender sender = offer(Kind.LIVE_FILE)) {
      sender.replies = index -> index == 20 ? Reply.SPOIL : Reply.SEND;
      sender.serve();
      Failure failure = failure(this::receive);
      assertThat(failure.code()).isEqualTo("not-authentic");
      assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_AUTHENTIC);
      assertThat(temp.resolve("out/film")).doesNotExist();
    }
  }

  @Test
  void aSenderThatLiesIsLeftForTheStore() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE)) {
      sender.replies = index -> index == 20 ? Reply.SPOIL : Reply.SEND;
      sender.serve();
      CompletableFuture<Received> receiving = background(() -> receive(LONG));
      await().until(() -> sender.sent.size() > 10);
      park(sender, 0, CHUNKS);
      assertThat(receiving.join().routes()).containsKey(Progress.Route.PARKED);
    }
    assertArrived();
  }

  @Test
  void aLiveChunkThatTheSenderLacksIsMissed() throws Exception {
    try (ScriptedSender sender = offer(Kind.LIVE_FILE)) {
      sender.replies = index -> index == 20 ? Reply.LACK : Reply.SEND;
      sender.serve();
      assertThat(failure(this::receive).code()).isEqualTo("chunk-missing");
    }
  }

  @Test
  void aReceiveThatWasKilledGoesOnWithWhatItHas() throws Exception {
    try (ScriptedSender sender = offer(Kind.LIVE_FILE)) {
      AtomicInteger count = new AtomicInteger();
      Thread[] first = new Thread[1];
      sender.replies =
          _ -> {
            if (count.incrementAndGet() == 50) {
              first[0].interrupt();
            }
            return count.get() <= 50 ? Reply.SEND : Reply.IGNORE;
          };
      CompletableFuture<Failure> killed = new CompletableFuture<>();
      first[0] = Thread.ofPlatform().unstarted(() -> killed.complete(failure(this::receive)));
      sender.serve();
      first[0].start();
      assertThat(killed.join().exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      sender.replies = _ -> Reply.SEND;
      sender.sent.clear();
      Received received = receive();
      assertThat(received.resumed()).isTrue();
      assertThat(sender.sent).hasSizeLessThan(CHUNKS);
    }
    assertArrived();
  }

  @Test
  void twoDevicesOfOneRecipientDoNotDisturbEachOther(@TempDir Path phoneHome) throws Exception {
    var settings = Person.settings(relay.url(), phoneHome);
    new Enrolment(settings).link("bob", "phone");
    new Devices(bob.member).approve("phone");
    new Enrolment(settings).link("bob", "phone");
    try (ScriptedSender sender = offer(Kind.LIVE_FILE);
        Member phone = Member.open(settings)) {
      CompletableFuture<Void> gate = new CompletableFuture<>();
      sender.replies =
          index -> {
            if (index == CHUNKS - 1) {
              gate.join();
            }
            return Reply.SEND;
          };
      sender.serve();
      Offer onPhone = new Inbox(phone).all().getFirst();
      CompletableFuture<String> other =
          background(() -> {
            Failure failure =
                catchThrowableOfType(
                    Failure.class,
                    () ->
                        new Receiver(phone, LONG)
                            .receive(
                                onPhone,
                                temp.resolve("phone"),
                                OnConflict.REFUSE,
                                Progress.SILENT,
                                _ -> {}));
            return failure == null ? "done" : failure.code();
          });
      CompletableFuture<Received> here = background(() -> receive(LONG));
      await().until(() -> sender.sent.size() >= 2 * (CHUNKS - 1));
      gate.complete(null);
      here.handle((_, _) -> 0).join();
      assertThat(List.of("done", "transfer-ended", "wrong-state")).contains(other.join());
    }
    boolean onPhone = Files.exists(temp.resolve("phone/film"));
    assertThat(onPhone || Files.exists(temp.resolve("out/film"))).isTrue();
  }

  @Test
  void aFileGoesToStandardOutputInOrder() throws Exception {
    byte[] large = bytes(40 * 1024 * 1024 - 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ScriptedSender sender =
        new ScriptedSender(alice, List.of("bob"), Kind.FILE, 1024 * 1024, large).serve()) {
      new Receiver(bob.member, LONG)
          .receiveTo(out, new Inbox(bob.member).find("alice"), Progress.SILENT);
      await().until(() -> sender.haves().cardinality() == 40);
    }
    assertThat(out.toByteArray()).isEqualTo(large);
  }

  @Test
  void aLiveStreamArrivesAsItIsWritten() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] most = bytes(3 * CHUNK + 100);
    try (ScriptedSender sender =
        new ScriptedSender(alice, List.of("bob"), Kind.LIVE_STREAM, CHUNK, new byte[0]).serve()) {
      CompletableFuture<Received> receiving =
          background(() ->
              new Receiver(bob.member, LONG)
                  .receiveTo(out, new Inbox(bob.member).find("alice"), Progress.SILENT));
      sender.write("hello".getBytes(UTF_8));
      await().until(() -> out.size() == 5);
      sender.write(most);
      await().until(() -> out.size() == 5 + most.length);
      relay.cut();
      sender.write("good bye".getBytes(UTF_8));
      await().until(() -> out.size() == 13 + most.length);
      assertThat(receiving).isNotDone();
      sender.end();
      assertThat(receiving.join().totalBytes()).isEqualTo(13 + most.length);
      assertThat(receiving.join().againBytes()).isZero();
      assertThat(out.toByteArray())
          .startsWith("hello".getBytes(UTF_8))
          .endsWith("good bye".getBytes(UTF_8));
    }
  }

  @Test
  void aLiveStreamMayEndWhereAChunkEnds() throws Exception {
    byte[] whole = bytes(2 * CHUNK);
    try (ScriptedSender sender =
        new ScriptedSender(alice, List.of("bob"), Kind.LIVE_STREAM, CHUNK, whole).serve()) {
      CompletableFuture<Received> receiving = background(() -> receive(LONG));
      await().until(() -> sender.haves().cardinality() == 2);
      sender.end();
      assertThat(receiving.join().totalBytes()).isEqualTo(whole.length);
    }
    assertThat(temp.resolve("out/film")).hasBinaryContent(whole);
  }

  @Test
  void whatIsNowhereIsNamedWithTheFolderThatMayHaveIt() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE)) {
      AtomicInteger count = new AtomicInteger();
      sender.replies = _ -> count.incrementAndGet() > 40 ? Reply.IGNORE : Reply.SEND;
      sender.serve();
      Thread[] first = new Thread[1];
      CompletableFuture<Failure> killed = new CompletableFuture<>();
      first[0] = Thread.ofPlatform().unstarted(() -> killed.complete(failure(this::receive)));
      first[0].start();
      await().until(() -> sender.haves().cardinality() == 40);
      first[0].interrupt();
      killed.join();
      sender.vanish();
      server.registry.sessions.partnersOnline = false;
      park(sender, 40, CHUNKS);
      Failure failure = failure(() -> receiveInto(temp.resolve("elsewhere"), BRIEF));
      assertThat(failure.code()).isEqualTo("chunk-missing");
      assertThat(failure.hint().orElse("")).contains(temp.resolve("out").toString());
      receive();
    }
    assertArrived();
  }

  @Test
  void aSenderOfALiveTransferIsWaitedFor() throws Exception {
    try (ScriptedSender sender = offer(Kind.LIVE_FILE)) {
      server.registry.sessions.partnersOnline = false;
      CompletableFuture<Received> receiving = background(() -> receive(LONG));
      await().until(() -> !notes.isEmpty());
      sender.serve();
      receiving.join();
      assertThat(notes).containsExactly("waiting for @alice …");
    }
    assertArrived();
  }

  @Test
  void aSenderOfALiveTransferIsGivenUpInTheEnd() throws Exception {
    try (ScriptedSender _ = offer(Kind.LIVE_FILE)) {
      Failure failure = failure(() -> receive(BRIEF));
      assertThat(failure.code()).isEqualTo("sender-gone");
      assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
    }
  }

  @Test
  void aSenderWhoIsThereAndBringsNothingIsGivenUpInTheEnd() throws Exception {
    try (ScriptedSender sender = offer(Kind.LIVE_FILE)) {
      sender.replies = _ -> Reply.IGNORE;
      sender.serve();
      assertThat(failure(() -> receive(BRIEF)).code()).isEqualTo("sender-gone");
    }
  }

  @Test
  void whatASenderWhoIsThereDoesNotBringIsMissedInTheStore() throws Exception {
    try (ScriptedSender sender = offer(Kind.FILE)) {
      sender.replies = _ -> Reply.IGNORE;
      sender.serve();
      park(sender, 40, CHUNKS);
      assertThat(failure(() -> receive(BRIEF)).code()).isEqualTo("chunk-missing");
      park(sender, 0, 40);
      receive();
    }
    assertArrived();
  }

  private ScriptedSender offer(Kind kind) throws Failure {
    return new ScriptedSender(alice, List.of("bob"), kind, CHUNK, bytes);
  }

  /** Puts chunks into the store, and says that all that is missing is there. */
  private void park(ScriptedSender sender, int from, int to) {
    for (int i = from; i < to; i++) {
      server.store.of(sender.id).put(i, sender.sealed(i));
    }
    server.registry.parked(sender.id);
  }

  private Received receive() throws Failure {
    return receive(LONG);
  }

  private Received receive(ReceivePatience patience) throws Failure {
    return receiveInto(temp.resolve("out"), patience);
  }

  private Received receiveInto(Path folder, ReceivePatience patience) throws Failure {
    Offer offer = new Inbox(bob.member).all().getFirst();
    return new Receiver(bob.member, patience)
        .receive(offer, folder, OnConflict.REFUSE, new Noting(), _ -> {});
  }

  private final class Noting implements Progress {
    @Override
    public void stage(String name) {}

    @Override
    public void expect(long totalBytes, long alreadyBytes) {}

    @Override
    public void moved(long moved) {}

    @Override
    public void note(String line) {
      notes.add(line);
    }
  }

  private void assertArrived() {
    assertThat(temp.resolve("out/film")).hasBinaryContent(bytes);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Something that may fail. */
  private interface Deed<T> {
    T run() throws Failure;
  }

  private static <T> CompletableFuture<T> background(Deed<T> deed) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return deed.run();
          } catch (Failure e) {
            throw new IllegalStateException(e);
          }
        },
        each -> Thread.ofPlatform().daemon().start(each));
  }

  private static Failure failure(Deed<?> deed) {
    return Optional.ofNullable(catchThrowableOfType(Failure.class, deed::run)).orElseThrow();
  }
}
