package dev.glide.apart;

import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One transfer through two relays, each of which lets pass only so much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoRelaysIT {
  private static final long FILM = 128L << 20;
  private static final long BYTES_PER_SECOND = 8_000_000;

  /** What relays let pass at once in the beginning is over by then. */
  private static final long BEGUN = 32L << 20;

  private static final double NANOS = 1e9;

  @TempDir static Path folder;

  private Stack stack;
  private Scene scene;
  private Peer alice;
  private Peer bob;

  @BeforeAll
  void open() throws Exception {
    Map<String, String> settings =
        Map.of(
            "GLIDE_SESSION_RELAYS",
            "2",
            "GLIDE_RELAY_BYTES_PER_SECOND",
            Long.toString(BYTES_PER_SECOND));
    stack = Stack.withOpenRelays(folder.resolve("server"), settings);
    stack.startBut(List.of(stack.services().relays().getLast()));
    awaitRelays(2);
    scene = new Scene(stack, folder);
    alice = scene.peer("alice");
    bob = scene.peer("bob");
    bob.up(alice);
    awaitOnline(bob);
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    stack.close();
  }

  @Test
  void movesMoreThanOneLetsPass() throws Exception {
    Film film = alice.film("through-two.film", FILM);
    GlideProcess send = alice.send(film, bob, "--live");

    awaitThat(() -> film.writtenIn(bob.received()) >= BEGUN);
    long before = film.writtenIn(bob.received());
    long begin = System.nanoTime();
    awaitThat(() -> film.writtenIn(bob.received()) == FILM);
    double rate = (FILM - before) / ((System.nanoTime() - begin) / NANOS);

    send.await().orFail();
    film.requireIn(bob.received());
    System.out.printf(
        "one transfer over two relays of %.1f MB/s each: %.1f MB/s%n",
        BYTES_PER_SECOND / 1e6, rate / 1e6);
    assertThat(rate).isGreaterThan(1.5 * BYTES_PER_SECOND);
  }

  @Test
  void goesOnWhenOneOfThemIsKilled() throws Exception {
    Film film = alice.film("one-of-two.film", FILM / 2);
    GlideProcess send = alice.send(film, bob, "--live");
    awaitThat(() -> film.writtenIn(bob.received()) >= FILM / 8);

    stack.services().relays().get(1).process().kill();

    send.await().orFail();
    film.requireIn(bob.received());
    awaitRelays(1);
    stack.startBut(List.of(stack.services().relays().getLast()));
    awaitRelays(2);
  }

  /** Waits until all registries know of so many. */
  private void awaitRelays(int count) {
    for (Replica each : stack.services().registries()) {
      awaitThat(() -> new Overview(each).relays() == count);
    }
  }
}
