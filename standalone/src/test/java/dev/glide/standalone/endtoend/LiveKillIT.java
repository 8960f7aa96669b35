package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitOffer;
import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Passage;
import dev.glide.standalone.program.StoredChunk;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Sender, receiver or server may go in the middle of a live transfer: what arrives in the end is
 * what was sent, and no more is sent again than was under way.
 */
class LiveKillIT extends SharedScene {
  private static final long FILM = 64L << 20;
  private static final long SLOWLY = 24 << 20;
  private static final int CHUNKS = (int) (FILM >> 22);

  /** The shell's way of saying that SIGTERM has ended a process. */
  private static final int TERMINATED = 128 + 15;

  @Test
  void outlivesAKillOfTheSender() throws Exception {
    losesTheSender("sender killed", GlideProcess::kill);
  }

  @Test
  void outlivesAnEndOfTheSender() throws Exception {
    losesTheSender(
        "sender ended",
        send -> {
          send.terminate();
          send.await().expect(TERMINATED);
        });
  }

  private void losesTheSender(String fault, Strike strike) throws Exception {
    Film film = alice.film(fault.replace(' ', '-') + ".film", FILM);
    Passage passage = begin(film);
    GlideProcess send = alice.send(film, bob);
    passage.awaitMiddle();
    strike.at(send);
    passage.struck();

    GlideProcess.Ended sent = alice.send(film, bob).await().orFail();
    assertThat(sent.event("sent").path("resumed").asBoolean()).isTrue();
    awaitThat(() -> bob.registry().inbox().isEmpty());
    passage.requireArrivedWith(fault);
  }

  @Test
  void parksTheRestForAReceiverThatVanishes() throws Exception {
    Film film = alice.film("vanished.film", FILM);
    alice.wire().pace(SLOWLY);
    GlideProcess up = bob.up(alice);
    awaitOnline(bob);
    Passage passage = Passage.of(alice, film, bob);
    GlideProcess send = alice.send(film, bob);
    passage.awaitMiddle();
    up.kill();
    passage.struck();

    GlideProcess.Ended sent = send.await().orFail();
    assertThat(sent.event("sent").path("outcome").asText()).isEqualTo("parked");
    UUID transfer = UUID.fromString(sent.event("sent").path("id").asText());
    List<StoredChunk> parked = StoredChunk.of(server, transfer);
    System.out.printf("receiver vanished: %d of %d chunks parked%n", parked.size(), CHUNKS);
    assertThat(parked).hasSizeBetween(1, CHUNKS - 1);

    bob.up(alice);
    awaitThat(() -> bob.registry().inbox().isEmpty());
    passage.requireArrivedWith("receiver vanished");
  }

  @Test
  void outlivesAKillOfTheReceiver() throws Exception {
    losesTheReceiver("receiver killed", GlideProcess::kill);
  }

  @Test
  void outlivesAnEndOfTheReceiver() throws Exception {
    losesTheReceiver(
        "receiver ended",
        ok -> {
          ok.terminate();
          ok.await().expect(TERMINATED);
        });
  }

  /** What happens to a process in the middle. */
  private interface Strike {
    void at(GlideProcess process) throws Exception;
  }

  private void losesTheReceiver(String fault, Strike strike) throws Exception {
    Film film = alice.film(fault.replace(' ', '-') + ".film", FILM);
    alice.wire().pace(SLOWLY);
    bob.waits();
    awaitOnline(bob);
    Passage passage = Passage.of(alice, film, bob);
    GlideProcess send = alice.send(film, bob, "--live");
    UUID offered = awaitOffer(bob);
    GlideProcess ok = bob.ok(offered);
    passage.awaitMiddle();
    strike.at(ok);
    passage.struck();

    passage.requireOnlyTheRest(bob.ok(offered).await().orFail().event("received"));
    send.await().orFail();
    passage.requireArrivedWith(fault);
  }

  @Test
  void outlivesAKillOfTheServer() throws Exception {
    Film film = alice.film("server-killed.film", FILM);
    Passage passage = begin(film);
    GlideProcess send = alice.send(film, bob);
    passage.awaitMiddle();
    server.kill();
    passage.struck();
    server.start();
    send.await().orFail();
    awaitThat(() -> bob.registry().inbox().isEmpty());
    passage.requireArrivedAfterAnOutage("server killed");
  }

  @Test
  void outlivesARestartOfTheServer() throws Exception {
    Film film = alice.film("server-restarted.film", FILM);
    Passage passage = begin(film);
    GlideProcess send = alice.send(film, bob, "--live");
    passage.awaitMiddle();
    server.stop();
    passage.struck();
    server.start();
    send.await().orFail();
    passage.requireArrivedWith("server restarted");
  }

  /** Bob waits at the end of a slow line. */
  private Passage begin(Film film) throws Exception {
    alice.wire().pace(SLOWLY);
    bob.up(alice);
    awaitOnline(bob);
    return Passage.of(alice, film, bob);
  }
}
