package dev.glide.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Patience;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.FakeGlide.Answer;
import dev.glide.cli.tree.OnConflict;
import dev.glide.shared.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when networks break, servers restart, bytes are wrong and files change. */
class HardTimesTest {
  private static final int CHUNKS = 6;
  private static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO);
  private static final String PUT_CHUNK = "PUT /chunks/v1/[^/]+/\\d+";
  private static final String GET_CHUNK = "GET /chunks/v1/[^/]+/\\d+";

  @TempDir Path temp;
  private final FakeGlide server;
  private final Person alice;
  private final Person bob;
  private Path file = Path.of("none");
  private Path out = Path.of("none");

  HardTimesTest(@TempDir Path homes) throws IOException, Failure {
    server = new FakeGlide();
    alice = Person.register("alice", server, homes);
    bob = Person.register("bob", server, homes);
  }

  @BeforeEach
  void makeFile() throws IOException {
    byte[] bytes = new byte[CHUNKS * 4 * 1024 * 1024 - 5];
    new Random(1).nextBytes(bytes);
    file = Files.write(temp.resolve("film"), bytes);
    out = temp.resolve("out");
  }

  @AfterEach
  void stop() {
    alice.close();
    bob.close();
    server.close();
  }

  @Test
  void aSendThatWasCutGoesOnWithoutSendingTwice() throws Exception {
    failAfter(PUT_CHUNK, 3);
    assertThat(failure(() -> send(NONE)).exitCode()).isEqualTo(ExitCode.NETWORK);
    server.misbehaviour = _ -> null;
    int stored = server.store.of(onlyDeal()).size();
    assertThat(stored).isPositive().isLessThan(CHUNKS);
    server.requests.clear();
    Sender.Sent sent = send(Person.BRIEF);
    assertThat(sent.resumed()).isTrue();
    assertThat(server.count(PUT_CHUNK)).isEqualTo(CHUNKS - stored);
    assertArrives();
  }

  @Test
  void aReceiveThatWasCutGoesOnWithoutFetchingTwice() throws Exception {
    alice.send(bob, file);
    failAfter(GET_CHUNK, 3);
    assertThat(failure(() -> bob.receive(out, NONE)).exitCode()).isEqualTo(ExitCode.NETWORK);
    assertThat(out.resolve("film")).doesNotExist();
    server.misbehaviour = _ -> null;
    server.requests.clear();
    Receiver.Received received = bob.receive(out);
    assertThat(received.resumed()).isTrue();
    assertThat(server.count(GET_CHUNK)).isBetween(1L, (long) CHUNKS - 1);
    assertThat(out.resolve("film")).hasSameBinaryContentAs(file);
  }

  @Test
  void aStoreThatListsChunksButBringsNoneIsGivenUp() throws Exception {
    alice.send(bob, file);
    failAfter(GET_CHUNK, 0);
    assertThat(failure(() -> bob.receive(out, NONE)).code()).isEqualTo("server-away");
    assertThat(server.count(GET_CHUNK)).isBetween(1L, (long) Crew.size());
  }

  @Test
  void aProxyThatRefusesChunksIsNotAskedForThemWithoutEnd() throws Exception {
    alice.send(bob, file);
    server.misbehaviour = request -> request.matches(GET_CHUNK) ? Answer.empty(403) : null;
    assertThat(failure(() -> bob.receive(out)).code()).isEqualTo("http-403");
    assertThat(server.count(GET_CHUNK)).isBetween(1L, (long) Crew.size());
  }

  @Test
  void connectionsThatBreakAllTheTimeOnlySlowItDown() throws Exception {
    server.misbehaviour =
        request ->
            request.matches(".*/(chunks/v1|transfers)/.*")
                    && ThreadLocalRandom.current().nextInt(4) == 0
                ? Answer.CUT
                : null;
    send(Person.BRIEF);
    assertArrives();
  }

  @Test
  void aServerThatRestartsInTheMiddleIsWaitedFor() throws Exception {
    AtomicInteger chunks = new AtomicInteger();
    server.misbehaviour =
        request -> {
          if (request.matches(PUT_CHUNK) && chunks.incrementAndGet() == 3) {
            Thread.ofVirtual().start(this::restart);
          }
          return null;
        };
    send(Person.BRIEF);
    assertArrives();
  }

  private void restart() {
    try {
      server.stop();
      server.restart();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBusyStoreIsAskedAgainWhenItWants() throws Exception {
    AtomicInteger chunks = new AtomicInteger();
    server.misbehaviour =
        request ->
            request.matches(PUT_CHUNK) && chunks.getAndIncrement() < 2
                ? Answer.problem(ErrorCode.STORAGE_AWAY).retryAfter(1)
                : null;
    send(Person.BRIEF);
    assertArrives();
  }

  @Test
  void ticketsAndTokensThatExpireAreRenewed() throws Exception {
    AtomicInteger chunks = new AtomicInteger();
    server.misbehaviour =
        request -> {
          if (request.matches("... /chunks/v1/[^/]+/\\d+") && chunks.incrementAndGet() % 4 == 0) {
            server.registry.revokeEverything();
          }
          return null;
        };
    send(Person.BRIEF);
    assertArrives();
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    server.stop();
    Failure failure = failure(() -> send(NONE));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
    assertThat(failure.message()).contains(server.url()).contains("connection refused");
  }

  @Test
  void aFileThatChangesBetweenTriesIsNamed() throws Exception {
    failAfter(PUT_CHUNK, 2);
    failure(() -> send(NONE));
    server.misbehaviour = _ -> null;
    Files.writeString(file, "something else");
    Failure failure = failure(() -> send(Person.BRIEF));
    assertThat(failure.code()).isEqualTo("file-changed");
    assertThat(failure.message()).contains("film");
    Outgoing outgoing = new Outgoing(alice.member);
    outgoing.cancel(outgoing.find("bob"));
    assertThat(send(Person.BRIEF).resumed()).isFalse();
  }

  @Test
  void aFileThatChangesWhileItIsSentIsNamed() {
    AtomicInteger chunks = new AtomicInteger();
    server.misbehaviour =
        request -> {
          if (request.matches(PUT_CHUNK) && chunks.incrementAndGet() == 2) {
            overwrite();
          }
          return null;
        };
    Failure failure = failure(() -> send(Person.BRIEF));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
    assertThat(failure.code()).isEqualTo("file-changed");
    assertThat(server.count("POST .*/complete")).isZero();
  }

  private void overwrite() {
    try {
      Files.writeString(file, "short");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keysThatChangeStopTheSend() throws Exception {
    send(Person.BRIEF);
    server.registry.people.remove("bob");
    Person.register("bob", server, temp).close();
    Failure failure = failure(() -> send(Person.BRIEF));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure.code()).isEqualTo("keys-changed");
    assertThat(server.registry.deals).hasSize(1);
    People people = new People(alice.member);
    people.accept(people.check("bob"));
    assertThat(send(Person.BRIEF).outcome()).isEqualTo(Sender.Sent.Outcome.PARKED);
  }

  @Test
  void anOfferThatTheSenderHasNotSignedIsClosed() throws Exception {
    alice.send(bob, file);
    bob.receive(out);
    server.registry.people.remove("alice");
    try (Person mallory = Person.register("alice", server, temp)) {
      mallory.send(bob, file);
    }
    Offer offer = new Inbox(bob.member).all().getFirst();
    assertThat(offer.content()).isInstanceOf(Offer.Closed.class);
    Failure failure = failure(() -> receive(offer));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure.code()).isEqualTo("keys-changed");
  }

  /** Ways to damage what a store keeps. */
  enum Damage {
    FLIPPED,
    CUT,
    LONGER,
    SWAPPED,
    REPEATED,
    OTHER_TRANSFER,
    GONE,
    MANIFEST
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void whatIsNotAuthenticNeverGetsItsName(Damage damage) throws Exception {
    UUID other = alice.send(bob, file).id();
    bob.receive(temp.resolve("elsewhere"));
    UUID id = alice.send(bob, file).id();
    Map<Integer, byte[]> chunks = server.store.of(id);
    byte[] second = chunk(id, 1);
    switch (damage) {
      case FLIPPED -> second[second.length / 2] ^= 1;
      case CUT -> second = Arrays.copyOf(second, second.length - 1);
      case LONGER -> second = Arrays.copyOf(second, second.length + 1);
      case SWAPPED -> {
        second = chunk(id, 2);
        chunks.put(2, chunk(id, 1));
      }
      case REPEATED -> second = chunk(id, 0);
      case OTHER_TRANSFER -> second = chunk(other, 1);
      case GONE, MANIFEST -> {}
    }
    chunks.put(1, second);
    if (damage == Damage.GONE) {
      chunks.remove(1);
    }
    if (damage == Damage.MANIFEST) {
      Optional.ofNullable(server.registry.deals.get(id)).orElseThrow().manifest[30] ^= 1;
    }
    Failure failure = failure(() -> bob.receive(out));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_AUTHENTIC);
    assertThat(out.resolve("film")).doesNotExist();
  }

  @Test
  void aReceiverFollowsASenderThatStillSends() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    AtomicInteger chunks = new AtomicInteger();
    server.misbehaviour =
        request -> {
          if (request.matches(PUT_CHUNK) && chunks.incrementAndGet() > 3) {
            gate.join();
          }
          return null;
        };
    CompletableFuture<Sender.Sent> sending = background(() -> send(Person.BRIEF));
    await().until(() -> chunks.get() > 3);
    CompletableFuture<Receiver.Received> receiving = background(() -> bob.receive(out));
    await().until(() -> server.count(GET_CHUNK) >= 2);
    gate.complete(null);
    assertThat(receiving.join().roots()).hasSize(1);
    assertThat(sending.join().id()).isEqualTo(receiving.join().id());
    assertThat(out.resolve("film")).hasSameBinaryContentAs(file);
  }

  @Test
  void aReceiverGivesUpOnASenderThatHasStopped() throws Exception {
    failAfter(PUT_CHUNK, 3);
    failure(() -> send(NONE));
    server.misbehaviour = _ -> null;
    Patience second = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1));
    Failure failure = failure(() -> bob.receive(out, second));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NETWORK);
    assertThat(failure.code()).isEqualTo("sender-stopped");
    send(Person.BRIEF);
    assertArrives();
  }

  @Test
  void twoReceiversOfTheSameInOneFolderDoNotMix() throws Exception {
    alice.send(bob, file);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    server.misbehaviour =
        request -> {
          if (request.matches(GET_CHUNK)) {
            gate.join();
          }
          return null;
        };
    CompletableFuture<Receiver.Received> first = background(() -> bob.receive(out));
    await().until(() -> server.count(GET_CHUNK) > 0);
    assertThat(failure(() -> bob.receive(out)).code()).isEqualTo("already-receiving");
    gate.complete(null);
    first.join();
    assertThat(out.resolve("film")).hasSameBinaryContentAs(file);
  }

  @Test
  void whatTheServerWasNotToldOfIsToldByTheNextTry() throws Exception {
    alice.send(bob, file);
    server.misbehaviour = request -> request.endsWith("/delivered") ? Answer.CUT : null;
    assertThat(failure(() -> bob.receive(out, NONE)).exitCode()).isEqualTo(ExitCode.NETWORK);
    assertThat(out.resolve("film")).hasSameBinaryContentAs(file);
    server.misbehaviour = _ -> null;
    server.requests.clear();
    bob.receive(out);
    assertThat(server.count(GET_CHUNK)).isZero();
    assertThat(new Inbox(bob.member).all()).isEmpty();
    assertThat(out.toFile().list()).containsExactly("film");
  }

  /** Nobody is told of anything, as when a process is killed at that moment. */
  private static <T> void killed(T ignored) {
    throw new IllegalStateException("killed");
  }

  private void sendKilledBeforeItTells() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            new Sender(alice.member, NONE)
                .send(Person.order(bob, file), Progress.SILENT, HardTimesTest::killed));
    server.requests.clear();
  }

  @Test
  void aSendThatWasKilledBeforeItToldIsNotSentTwice() throws Exception {
    sendKilledBeforeItTells();
    Sender.Sent sent = send(NONE);
    assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.PARKED);
    assertThat(sent.id()).isEqualTo(onlyDeal());
    assertThat(server.count(PUT_CHUNK)).isZero();
    assertArrives();
    assertThat(send(NONE).resumed()).isFalse();
  }

  @Test
  void aSendThatWasKilledBeforeItToldSaysThatItWasDeliveredMeanwhile() throws Exception {
    sendKilledBeforeItTells();
    assertArrives();
    Sender.Sent sent = send(NONE);
    assertThat(sent.outcome()).isEqualTo(Sender.Sent.Outcome.DELIVERED);
    assertThat(sent.id()).isEqualTo(onlyDeal());
    assertThat(server.registry.deals).hasSize(1);
    assertThat(send(NONE).resumed()).isFalse();
  }

  @Test
  void aReceiveThatWasKilledBeforeItToldTellsTheNextTime() throws Exception {
    alice.send(bob, file);
    Offer offer = new Inbox(bob.member).all().getFirst();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            new Receiver(bob.member, NONE)
                .receive(offer, out, OnConflict.REFUSE, Progress.SILENT, HardTimesTest::killed));
    assertThat(out.resolve("film")).hasSameBinaryContentAs(file);
    server.requests.clear();
    assertThat(bob.receive(out).roots()).hasSize(1);
    assertThat(server.count(GET_CHUNK)).isZero();
    assertThat(new Inbox(bob.member).all()).isEmpty();
  }

  @Test
  void aSendThatIsDeclinedMeanwhileSaysSo() throws Exception {
    AtomicInteger chunks = new AtomicInteger();
    server.misbehaviour =
        request -> {
          if (request.matches(PUT_CHUNK) && chunks.incrementAndGet() == 3) {
            unchecked(() -> {
              Inbox inbox = new Inbox(bob.member);
              inbox.decline(inbox.find("alice"));
              return true;
            });
            server.registry.revokeEverything();
          }
          return null;
        };
    Failure failure = failure(() -> send(Person.BRIEF));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure.message()).contains("@bob: declined");
  }

  @Test
  void anUnknownNameBringsTheNearest() {
    SendOrder order =
        new SendOrder(List.of(file), List.of("bobby"), Optional.empty(), Optional.empty());
    Failure failure =
        failure(() -> new Sender(alice.member, NONE).send(order, Progress.SILENT, _ -> {}));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(failure.hint().orElse("")).contains("@bob");
  }

  @Test
  void aSecondDeviceReceivesWhatWasSentAfterItsApproval(@TempDir Path phoneHome) throws Exception {
    alice.send(bob, file);
    bob.receive(temp.resolve("laptop"));
    var settings = Person.settings(server, phoneHome);
    Enrolment phone = new Enrolment(settings);
    assertThat(phone.link("bob", "phone").approved()).isFalse();
    Devices.Device approved = new Devices(bob.member).approve("phone");
    Enrolment.LinkRequest linked = phone.link("bob", "phone");
    assertThat(linked.approved()).isTrue();
    assertThat(linked.fingerprint()).isEqualTo(approved.fingerprint());
    alice.send(bob, file);
    try (Member onPhone = Member.open(settings)) {
      Offer offer = new Inbox(onPhone).all().getFirst();
      new Receiver(onPhone, NONE).receive(offer, out, OnConflict.REFUSE, Progress.SILENT, _ -> {});
    }
    assertThat(out.resolve("film")).hasSameBinaryContentAs(file);
  }

  private void failAfter(String requests, int count) {
    AtomicInteger seen = new AtomicInteger();
    server.misbehaviour =
        request -> request.matches(requests) && seen.incrementAndGet() > count ? Answer.CUT : null;
  }

  private void assertArrives() throws Failure {
    bob.receive(out);
    assertThat(out.resolve("film")).hasSameBinaryContentAs(file);
  }

  private byte[] chunk(UUID transfer, int index) {
    return Optional.ofNullable(server.store.of(transfer).get(index)).orElseThrow().clone();
  }

  private UUID onlyDeal() {
    return server.registry.deals.keySet().iterator().next();
  }

  private Sender.Sent send(Patience patience) throws Failure {
    return new Sender(alice.member, patience)
        .send(Person.order(bob, file), Progress.SILENT, _ -> {});
  }

  private Receiver.Received receive(Offer offer) throws Failure {
    return new Receiver(bob.member, NONE)
        .receive(offer, out, OnConflict.REFUSE, Progress.SILENT, _ -> {});
  }

  /** Something that may fail. */
  private interface Deed<T> {
    T run() throws Failure;
  }

  private static <T> T unchecked(Deed<T> deed) {
    try {
      return deed.run();
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> CompletableFuture<T> background(Deed<T> deed) {
    return CompletableFuture.supplyAsync(
        () -> unchecked(deed), each -> Thread.ofVirtual().start(each));
  }

  private static Failure failure(Deed<?> deed) {
    return Optional.ofNullable(catchThrowableOfType(Failure.class, deed::run)).orElseThrow();
  }
}
