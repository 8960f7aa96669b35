package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitOffer;
import static dev.glide.standalone.program.Scene.awaitOnline;
import static dev.glide.standalone.program.Scene.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.standalone.program.Film;
import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Operator;
import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.Scene;
import dev.glide.standalone.program.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What whoever runs a server can do to the people on it, and what they notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorIT {
  @TempDir static Path folder;

  private Server server;
  private Operator operator;
  private Scene scene;
  private Peer alice;
  private Peer bob;

  @BeforeAll
  void open() throws Exception {
    server = Server.in(folder.resolve("server")).start();
    operator = new Operator(folder, server);
    scene = new Scene(server, folder);
    alice = scene.peer("alice");
    bob = scene.peer("bob");
  }

  @AfterEach
  void calm() throws Exception {
    operator.admin("users", "enable", "@" + bob.handle()).orFail();
    scene.calm();
  }

  @AfterAll
  void close() throws Exception {
    scene.close();
    server.close();
  }

  @Test
  void keepsSomebodyOutAndLetsThemInAgain() throws Exception {
    Film film = alice.film("waiting.film", 100_000);
    alice.send(film, bob, "--park").await().orFail();
    UUID waiting = awaitOffer(bob);
    GlideProcess up = bob.waits();
    awaitOnline(bob);

    JsonNode disabled = operator.events("users", "disable", "@" + bob.handle()).getLast();
    assertThat(disabled.path("disabled").asBoolean()).isTrue();
    up.await().expect(5);
    assertThat(up.err()).contains("has been disabled");
    awaitThat(() -> !alice.registry().online(bob.handle()));
    GlideProcess.Ended reqs = bob.run("reqs", "--json").expect(5, "account-disabled");
    assertThat(reqs.err()).contains("stays until it expires");
    alice.run("send", film.name(), "@" + bob.handle(), "--json").expect(4, "unknown-user");

    server.kill();
    server.start();
    bob.start("up", "--json").await().expect(5, "account-disabled");

    operator.admin("users", "enable", "@" + bob.handle()).orFail();
    assertThat(bob.run("reqs", "--json").orFail().event("offer").path("id").asText())
        .isEqualTo(waiting.toString());
    bob.run("ok", "@" + alice.handle()).orFail();
    bob.waits();
    awaitOnline(bob);
    assertThat(acts("@" + bob.handle())).containsSequence("account-disabled", "account-enabled");
  }

  @Test
  void countsPeopleAndTransfers() throws Exception {
    Film film = alice.film("counted.film", 100_000);
    alice.send(film, bob, "--park").await().orFail();
    awaitOffer(bob);
    awaitThat(() -> {
      JsonNode stats = operator.events("stats").getLast();
      return stats.path("people").asInt() == 2
          && stats.path("parked").asInt() == 1
          && stats.path("storedBytes").asLong() == 100_000
          && stats.path("relays").asInt() >= 1;
    });
    JsonNode transfer = operator.events("transfers", "--state", "parked").getLast();
    assertThat(transfer.path("from").asText()).isEqualTo(alice.handle());
    assertThat(transfer.path("recipients").path(0).path("handle").asText()).isEqualTo(bob.handle());
    assertThat(operator.admin("transfers").out()).doesNotContain("counted");
    assertThat(operator.events("users", "--search", "alice"))
        .extracting(event -> event.path("handle").asText())
        .containsExactly(alice.handle());
  }

  @Test
  void keepsPeopleToTheirQuota() throws Exception {
    Film film = alice.film("large.film", 200_000);
    operator.admin("users", "quota", "@" + alice.handle(), "100kB").orFail();
    try {
      alice
          .run("send", film.name(), "@" + bob.handle(), "--park", "--json")
          .expect(8, "quota-exceeded");
    } finally {
      operator.admin("users", "quota", "@" + alice.handle(), "100GB").orFail();
    }
    alice.send(film, bob, "--park").await().orFail();
  }

  @Test
  void makesAndRevokesInvites() throws Exception {
    operator.admin("invites", "new", "--days", "3").orFail();
    JsonNode invite = operator.events("invites").getLast();
    assertThat(invite.path("operators").asBoolean()).isTrue();
    operator.admin("invites", "revoke", invite.path("id").asText()).orFail();
    assertThat(operator.events("invites"))
        .noneMatch(each -> each.path("id").equals(invite.path("id")));
  }

  @Test
  void rotatesSigningKeysAndNobodyNotices() throws Exception {
    Film film = alice.film("signed-anew.film", 100_000);
    JsonNode key = operator.events("keys", "rotate").getLast();
    assertThat(key.path("forgotten").asInt()).isZero();
    alice.send(film, bob, "--park").await().orFail();
    awaitOffer(bob);
    bob.run("ok", "@" + alice.handle()).orFail();
    assertThat(operator.events("audit"))
        .anyMatch(each ->
            each.path("action").asText().equals("key-rotated")
                && each.path("detail").equals(key.path("id")));
  }

  /** What the operator has done to somebody, oldest first. */
  private List<String> acts(String person) throws Exception {
    return operator.events("audit", "--user", person).stream()
        .filter(event -> event.path("operator").asBoolean())
        .map(event -> event.path("action").asText())
        .toList();
  }
}
