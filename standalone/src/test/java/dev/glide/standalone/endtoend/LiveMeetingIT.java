package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitOffer;
import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Peer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several things that people do at the same moment end as if there had been an order. */
class LiveMeetingIT extends SharedScene {
  private static final long SEED = Long.getLong("glide.meeting.seed", System.nanoTime());
  private static final int ROUNDS = Integer.getInteger("glide.meeting.rounds", 20);
  private static final long FILM = 24L << 20;
  private static final int LINES = 20;

  @Test
  void deliversWhatIsOfferedTwiceAtOnceWhole() throws Exception {
    Film film = alice.film("twice.film", FILM);
    bob.up(alice);
    awaitOnline(bob);

    GlideProcess first = alice.send(film, bob);
    GlideProcess second = alice.send(film, bob);

    int delivered = 0;
    for (GlideProcess each : new GlideProcess[] {first, second}) {
      GlideProcess.Ended ended = each.await();
      if (ended.exitCode() == 0) {
        delivered++;
      } else {
        ended.expect(1, "already-sending");
      }
    }
    assertThat(delivered).isPositive();
    awaitThat(() -> bob.registry().inbox().isEmpty() && Film.leftovers(bob.received()).isEmpty());
    try (Stream<Path> files = Files.list(bob.received())) {
      assertThat(files.toList())
          .hasSize(delivered)
          .allSatisfy(each -> assertThat(Files.mismatch(film.file(), each)).isEqualTo(-1));
    }
  }

  @Test
  void deliversWhatTwoMachinesOfOnePersonAccept() throws Exception {
    Peer phone = scene.secondMachineOf(bob);
    Film film = alice.film("machines.film", FILM);
    bob.waits();
    awaitOnline(bob);
    GlideProcess send = alice.send(film, bob);
    UUID offered = awaitOffer(bob);

    GlideProcess onLaptop = bob.ok(offered);
    GlideProcess onPhone = phone.ok(offered);

    boolean laptopHasIt = hasItOrIsRefused(onLaptop.await(), film, bob);
    boolean phoneHasIt = hasItOrIsRefused(onPhone.await(), film, phone);
    assertThat(laptopHasIt || phoneHasIt).isTrue();
    send.await().orFail();
  }

  private static boolean hasItOrIsRefused(GlideProcess.Ended ended, Film film, Peer peer)
      throws IOException {
    if (ended.exitCode() != 0) {
      assertThat(ended.event("error").path("code").asText())
          .as("%s", ended)
          .isIn(Set.of("transfer-ended", "not-found"));
      film.requireNotIn(peer.received());
      return false;
    }
    film.requireIn(peer.received());
    return true;
  }

  @Test
  void endsInOneOfTheTwoWhenAcceptedAndTakenBackAtOnce() throws Exception {
    System.out.println("glide.meeting.seed=" + SEED);
    Random random = new Random(SEED);
    Film film = alice.film("back.film", 1 << 20);
    int delivered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      delivered += acceptedWhileTakenBack(film, random) ? 1 : 0;
      bob.received().resolve(film.name()).toFile().delete();
    }
    System.out.printf("taken back at once: %d of %d delivered%n", delivered, ROUNDS);
  }

  private boolean acceptedWhileTakenBack(Film film, Random random) throws Exception {
    GlideProcess send = alice.send(film, bob, "--live");
    UUID offered = awaitOffer(bob);
    GlideProcess accept = bob.ok(offered);
    // The moment differs from round to round: before, while, and after it is accepted.
    accept.endsWithin(Duration.ofMillis(random.nextInt(1500)));
    alice.registry().post("transfers/" + offered + "/cancel", "");

    GlideProcess.Ended accepted = accept.await();
    GlideProcess.Ended sent = send.await();
    boolean delivered = alice.registry().state(offered, bob.handle()).equals("DELIVERED");
    if (delivered) {
      accepted.orFail();
      sent.orFail();
      // Beside it may lie parts of earlier rounds that were taken back.
      film.requireSameIn(bob.received());
    } else {
      assertThat(accepted.exitCode()).as("%s", accepted).isIn(4, 5);
      sent.expect(5, "cancelled");
      // What came whole before the server said no stays; what did not never gets its name.
      if (Files.exists(bob.received().resolve(film.name()))) {
        film.requireSameIn(bob.received());
      }
    }
    return delivered;
  }

  @Test
  void showsEachLineOfALiveStreamAsItComes() throws Exception {
    bob.waits();
    awaitOnline(bob);
    GlideProcess send =
        alice.startWithInput("send", "-", "--name", "log", "--live", "--json", bob.at());
    GlideProcess ok = bob.start("ok", awaitOffer(bob).toString(), "-o", "-");
    StringBuilder written = new StringBuilder();
    long worst = 0;
    try (OutputStream log = send.input()) {
      for (int i = 0; i < LINES; i++) {
        String line = "line " + i + " of a log that goes on and on\n";
        log.write(line.getBytes(StandardCharsets.UTF_8));
        log.flush();
        written.append(line);
        long start = System.nanoTime();
        awaitThat(() -> ok.out().contentEquals(written));
        if (i > 0) {
          worst = Math.max(worst, System.nanoTime() - start);
        }
      }
    }
    System.out.printf("live stream: at most %d ms from write to read%n", worst / 1_000_000);
    ok.await().orFail();
    send.await().orFail();
    assertThat(ok.out()).isEqualTo(written.toString());
  }
}
