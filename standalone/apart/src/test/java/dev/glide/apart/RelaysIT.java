package dev.glide.apart;

import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Operator;
import dev.glide.standalone.program.Passage;
import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.RawSession;
import dev.glide.standalone.program.Scene;
import dev.glide.standalone.program.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Three relays: any of them may be asked, and any may go in the middle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelaysIT {
  private static final long FILM = 64L << 20;

  /** Twice what passes, since both sides go along the line to a relay. */
  private static final long SLOWLY = 48 << 20;

  @TempDir static Path folder;

  private final List<Relay> relays = new ArrayList<>();
  private Stack stack;
  private Scene scene;
  private Peer alice;
  private Peer bob;

  /** One relay, and the line along which clients reach it. */
  private record Relay(Replica replica, Wire line) {
    void kill() {
      replica.process().kill();
    }
  }

  @BeforeAll
  void open() throws Exception {
    stack = Stack.withLinesToRelays(folder.resolve("server")).start();
    List<Replica> replicas = stack.services().relays();
    for (int i = 0; i < replicas.size(); i++) {
      relays.add(new Relay(replicas.get(i), stack.relayLines().get(i)));
    }
    scene = new Scene(stack, folder);
    alice = scene.peer("alice");
    bob = scene.peer("bob");
  }

  @BeforeEach
  void startRelays() throws Exception {
    for (Relay each : relays) {
      each.line().mend();
      each.line().pace(SLOWLY);
    }
    stack.start();
  }

  @AfterEach
  void calm() throws Exception {
    scene.calm();
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    stack.close();
  }

  @Test
  void moveOnWhenOneIsKilled() throws Exception {
    Live live = new Live("one-relay-killed");
    live.relayInUse().kill();
    live.endWell("one of three relays killed");
  }

  @Test
  void moveOnWhenTwoAreKilledOneAfterTheOther() throws Exception {
    Live live = new Live("two-relays-killed");
    Relay first = live.relayInUse();
    first.kill();
    Relay second = live.nextRelayInUse(first);
    second.kill();
    live.endWell("two of three relays killed");
  }

  @Test
  void findAnotherWayWhenAllAreKilled() throws Exception {
    Live live = new Live("all-relays-killed");
    live.relayInUse();
    for (Relay each : relays) {
      each.kill();
    }
    live.endWell("all relays killed");
  }

  @Test
  void handOverWhatTheyHaveWhenOneIsStopped() throws Exception {
    Live live = new Live("relay-stopped");
    Relay first = live.relayInUse();
    first.replica().process().terminate();
    live.nextRelayInUse(first);
    assertThat(first.replica().process().running().await().exitCode()).isIn(0, 143);
    live.endWell("relay stopped");
  }

  @Test
  void handOverWhatTheyHaveWhenOneIsDrainedAndTakePartAgain() throws Exception {
    Operator operator = new Operator(folder, stack);
    Live live = new Live("relay-drained");
    Relay first = live.relayInUse();
    operator.admin("relays", "drain", first.replica().url()).orFail();
    live.nextRelayInUse(first);
    assertThat(first.replica().process().running().isAlive()).isTrue();
    live.endWell("relay drained");
    scene.calm();

    operator.admin("relays", "undrain", first.replica().url()).orFail();
    List<Relay> others = relays.stream().filter(each -> !each.equals(first)).toList();
    try {
      for (Relay each : others) {
        operator.admin("relays", "drain", each.replica().url()).orFail();
      }
      Live again = new Live("relay-undrained");
      assertThat(again.relayInUse()).isEqualTo(first);
      again.endWell("all other relays drained");
    } finally {
      for (Relay each : others) {
        operator.admin("relays", "undrain", each.replica().url()).orFail();
      }
    }
  }

  @Test
  void goOnWhileAllOthersAreAway() throws Exception {
    Live live = new Live("others-away");
    live.relayInUse();
    Services services = stack.services();
    Stream.of(services.registries(), services.chunkStores())
        .flatMap(List::stream)
        .forEach(each -> each.process().kill());
    awaitThat(() -> live.film.writtenIn(bob.received()) == FILM);
    stack.start();
    live.endWell("registries and chunk stores away");
  }

  @Test
  void moveOnWhenALineToOneBreaks() throws Exception {
    Live live = new Live("line-to-relay-cut");
    Relay first = live.relayInUse();
    first.line().cut();
    live.endWell("line to a relay cut");
  }

  @Test
  void passOnWhatIsAskedOfTheWrongOne() throws Exception {
    Film film = alice.film("asked.film", 1 << 10);
    alice.send(film, bob, "--park").await().orFail();
    UUID transfer = alice.registry().sent().getFirst();
    assertThat(bob.registry().post("transfers/" + transfer + "/accept", "").statusCode())
        .isEqualTo(200);
    String session = "transfers/" + transfer + "/session";
    awaitThat(() -> bob.registry().post(session, "{}").statusCode() == 200);
    JsonNode bobs = bob.registry().session(transfer);
    JsonNode alices = alice.registry().get("transfers/" + transfer + "/sessions");
    JsonNode grant = alices.path("sessions").path(0);
    assertThat(grant.path("session")).isEqualTo(bobs.path("session"));

    List<Integer> ports =
        new ArrayList<>(relays.stream().map(each -> each.replica().port()).toList());
    refusesToPassOnTwice(ports, grant);
    ports.add(stack.port());
    for (int first : ports) {
      for (int second : ports) {
        pairs(first, grant, second, bobs);
      }
    }
  }

  private static void pairs(int sendersPort, JsonNode sender, int receiversPort, JsonNode receiver)
      throws Exception {
    try (RawSession one = RawSession.ask(sendersPort, sender);
        RawSession other = RawSession.ask(receiversPort, receiver)) {
      assertThat(one.status()).isEqualTo(101);
      assertThat(other.status()).isEqualTo(101);
      one.write("to the other");
      other.requireRead("to the other");
      other.write("and back");
      one.requireRead("and back");
    }
  }

  /** Only the one that the ticket names takes what has been passed on already. */
  private static void refusesToPassOnTwice(List<Integer> ports, JsonNode grant) throws Exception {
    int refused = 0;
    for (int port : ports) {
      try (RawSession forwarded = RawSession.ask(port, grant, "Glide-Forwarded: 1")) {
        if (forwarded.status() != 101) {
          assertThat(forwarded.status()).isEqualTo(503);
          assertThat(forwarded.body()).contains("unavailable");
          refused++;
        }
      }
    }
    assertThat(refused).isEqualTo(ports.size() - 1);
  }

  /** A film on its way along slow lines to the relays. */
  private final class Live {
    private final Film film;
    private final Passage passage;
    private final GlideProcess send;
    private final List<Long> before;

    Live(String name) throws Exception {
      film = alice.film(name + ".film", FILM);
      bob.up(alice);
      awaitOnline(bob);
      before = relays.stream().map(each -> each.line().down()).toList();
      passage = Passage.along(relays.stream().map(Relay::line).toList(), alice, film, bob);
      send = alice.send(film, bob);
    }

    Relay relayInUse() throws Exception {
      passage.awaitMiddle();
      return relays.stream().filter(this::isUsed).findFirst().orElseThrow();
    }

    /** Waits until another one is used. */
    Relay nextRelayInUse(Relay first) {
      awaitThat(() -> relays.stream().anyMatch(each -> !each.equals(first) && isUsed(each)));
      return relays.stream()
          .filter(each -> !each.equals(first) && isUsed(each))
          .findFirst()
          .orElseThrow();
    }

    private boolean isUsed(Relay relay) {
      return relay.line().down() - before.get(relays.indexOf(relay)) > FILM / 16;
    }

    void endWell(String fault) throws Exception {
      passage.struck();
      send.await().orFail();
      awaitThat(() -> bob.registry().inbox().isEmpty());
      passage.requireArrivedWith(fault);
    }
  }
}
