package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitOffer;
import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.StoredChunk;
import dev.glide.standalone.program.Tree;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is sent to people who are there goes straight to them, and to the others as well. */
class LiveIT extends SharedScene {
  private static final long FILM = 24L << 20;
  private static final long SLOWLY = 6 << 20;

  private Peer carol;
  private Peer dave;

  @BeforeAll
  void openFurther() throws Exception {
    carol = scene.peer("carol");
    dave = scene.peer("dave");
  }

  @Test
  void reachesSomeoneWhoWaitsAndIsStoredNowhere() throws Exception {
    Path sent = Tree.make(alice.person().folder().resolve("holiday"), 1, FILM);
    bob.up(alice);
    awaitOnline(bob);

    GlideProcess.Ended ended =
        alice.run("send", "--json", "holiday", bob.at(), "--expires", "11d").orFail();

    assertThat(ended.event("sent").path("outcome").asText()).isEqualTo("delivered");
    assertThat(Tree.describe(bob.received().resolve("holiday"))).isEqualTo(Tree.describe(sent));
    assertThat(StoredChunk.days(server)).doesNotContain(inDays(11));
    assertThat(alice.run("sent").orFail().out()).contains("fetched");
  }

  @Test
  void reachesSomeoneWhoSaysYes() throws Exception {
    Film film = alice.film("yes.film", FILM);
    bob.waits();
    awaitOnline(bob);
    GlideProcess send = alice.send(film, bob, "--expires", "12d");

    bob.ok(awaitOffer(bob)).await().orFail();

    JsonNode sent = send.await().orFail().event("sent");
    assertThat(sent.path("outcome").asText()).isEqualTo("delivered");
    film.requireIn(bob.received());
    assertThat(StoredChunk.days(server)).doesNotContain(inDays(12));
  }

  @Test
  void letsASlowRecipientHoldUpNobodyAndParksForWhoIsAway() throws Exception {
    Film film = alice.film("several.film", FILM);
    bob.wire().pace(SLOWLY);
    GlideProcess slow = bob.up(alice);
    GlideProcess fast = carol.up(alice);
    awaitOnline(bob);
    awaitOnline(carol);
    GlideProcess send = alice.start("send", "--json", film.name(), bob.at(), carol.at(), dave.at());

    awaitThat(() -> has(fast, "received"));
    assertThat(has(slow, "received")).as("the slow one has it too").isFalse();
    film.requireIn(carol.received());
    bob.wire().hurry();

    send.await().orFail();
    awaitThat(() -> has(slow, "received"));
    film.requireIn(bob.received());
    dave.ok(awaitOffer(dave)).await().orFail();
    film.requireIn(dave.received());
    for (Peer each : new Peer[] {bob, carol, dave}) {
      UUID transfer = alice.registry().sent().getFirst();
      assertThat(alice.registry().state(transfer, each.handle())).isEqualTo("DELIVERED");
    }
  }

  @Test
  void isFetchedWhileItIsStillBeingParked() throws Exception {
    Film film = alice.film("parking.film", FILM);
    alice.wire().pace(SLOWLY);
    GlideProcess send = alice.send(film, bob, "--park");
    GlideProcess ok = bob.ok(awaitOffer(bob));

    awaitThat(() -> film.writtenIn(bob.received()) > FILM / 4);
    assertThat(send.isAlive()).as("it is still being parked").isTrue();
    alice.wire().hurry();

    send.await().orFail();
    ok.await().orFail();
    film.requireIn(bob.received());
  }

  @Test
  void goesBothWaysAtOnce() throws Exception {
    Film there = alice.film("there.film", FILM);
    Film back = bob.film("back.film", FILM);
    alice.up(bob);
    bob.up(alice);
    awaitOnline(alice);
    awaitOnline(bob);

    GlideProcess sendsThere = alice.send(there, bob);
    GlideProcess sendsBack = bob.send(back, alice);

    sendsThere.await().orFail();
    sendsBack.await().orFail();
    awaitThat(() -> there.writtenIn(bob.received()) == FILM);
    awaitThat(() -> back.writtenIn(alice.received()) == FILM);
    there.requireIn(bob.received());
    back.requireIn(alice.received());
  }

  @Test
  void failsByNameIfNobodyTakesWhatMayNotBeStored() throws Exception {
    Film film = alice.film("nobody.film", FILM);
    alice
        .send(film, bob, "--live", "--wait", "1s", "--expires", "13d")
        .await()
        .expect(6, "nobody-came");
    assertThat(StoredChunk.days(server)).doesNotContain(inDays(13));
    assertThat(bob.registry().inbox()).isEmpty();

    GlideProcess send = alice.send(film, bob, "--live", "--expires", "13d");
    UUID offered = awaitOffer(bob);
    assertThat(alice.registry().reservedBytes()).isZero();
    bob.run("no", offered.toString()).orFail();
    send.await().expect(5, "declined");
    assertThat(StoredChunk.days(server)).doesNotContain(inDays(13));
  }

  @Test
  void takesNoQuotaAndNoSpaceWhenItMayNotBeStored() throws Exception {
    Film film = alice.film("live.film", FILM);
    bob.wire().pace(SLOWLY);
    bob.up(alice);
    awaitOnline(bob);
    GlideProcess send = alice.send(film, bob, "--live", "--expires", "14d");

    awaitThat(() -> film.writtenIn(bob.received()) > 0);
    assertThat(alice.registry().reservedBytes()).isZero();
    bob.wire().hurry();

    send.await().orFail();
    film.requireIn(bob.received());
    assertThat(StoredChunk.days(server)).doesNotContain(inDays(14));
  }

  private static boolean has(GlideProcess process, String event) throws Exception {
    return process.events().stream().anyMatch(each -> each.path("event").asText().equals(event));
  }

  private static String inDays(int days) {
    return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
  }
}
