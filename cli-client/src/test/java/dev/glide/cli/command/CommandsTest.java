package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.glide.cli.command.Typed.Ended;
import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.rehearsal.StrawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands, from the words that are typed to the words that come back, against a server of
 * straw.
 */
class CommandsTest {
  static final Path SCHEMA = Path.of("..", "docs", "json-events.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private StrawServer server;
  private Typed alice;
  private Typed bob;
  private Path letter;

  @BeforeEach
  void twoPeople() throws IOException {
    server = StrawServer.start();
    alice = new Typed(folder.resolve("alice"), server.url());
    bob = new Typed(folder.resolve("bob"), server.url());
    letter = Files.writeString(folder.resolve("letter.txt"), "Dear Bob,\n");
  }

  @AfterEach
  void closeServer() throws IOException {
    server.close();
  }

  private void register() {
    assertThat(alice.type("register", "alice").out())
        .startsWith("You are @alice at " + server.url());
    assertThat(bob.type("register", "@bob").code()).isEqualTo(ExitCode.DONE);
  }

  private static Ended done(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
    return ended;
  }

  @Test
  void sendsShowsReceivesAndRemembers() throws IOException {
    register();
    assertThat(done(alice.type(letter.toString(), "@bob", "--note", "for\033 you")).out())
        .startsWith("Parked for @bob: 1 entry, 10 B in ");
    Ended reqs = done(bob.type("reqs"));
    assertThat(reqs.lines().getFirst()).startsWith("ID        FROM    WHAT        ENTRIES  SIZE");
    assertThat(reqs.lines().get(1))
        .contains("@alice  letter.txt        1  10 B  just now  in 7 d   ready");
    assertThat(reqs.err()).contains("says: for\\u001b you", "glide ok @alice");
    Path target = folder.resolve("target");
    Ended ok = done(bob.type("ok", "@alice", "--to", target.toString()));
    assertThat(ok.lines()).containsExactly(target.resolve("letter.txt").toString());
    assertThat(target.resolve("letter.txt")).hasSameBinaryContentAs(letter);
    assertThat(done(alice.type("sent")).lines().get(1)).contains("letter.txt", "fetched just now");
    assertThat(done(bob.type("reqs")).err())
        .isEqualTo("Nothing waits for you." + System.lineSeparator());
  }

  @Test
  void poursASingleFileIntoAPipe() {
    register();
    done(alice.typeWith("through a pipe\n", "send", "-", "--name", "notes.txt", "@bob"));
    assertThat(done(bob.type("reqs")).out()).contains("notes.txt");
    Ended ended = done(bob.type("ok", "@alice", "-o", "-"));
    assertThat(ended.out()).isEqualTo("through a pipe\n");
    assertThat(ended.err()).contains("Received from @alice: 1 entry, 15 B");
  }

  @Test
  void neverShowsAHostileNameRaw() throws IOException {
    register();
    Path hostile = Files.writeString(folder.resolve("a\033[2J\u202eb"), "");
    done(alice.type(hostile.toString(), "@bob"));
    String shown = "a\\u001b[2J\\u202eb";
    assertThat(done(bob.type("reqs")).out()).contains(" " + shown + " ");
    assertThat(done(alice.type("sent")).out()).contains(" " + shown + " ");
    Ended ok = done(bob.type("ok", "@alice", "--to", folder.resolve("target").toString()));
    assertThat(ok.lines().getFirst()).endsWith("/" + shown);
  }

  @Test
  void declinesAndTakesBack() {
    register();
    done(alice.type("send", letter.toString(), "@bob", "--park"));
    assertThat(done(bob.type("no", "@alice")).out())
        .matches("Declined \\w{8} from @alice: letter.txt\\R");
    assertThat(done(alice.type("sent")).out()).contains("declined");
    Ended sent = done(alice.type("send", letter.toString(), "@bob", "--json"));
    String id = last(sent).get("id").asText();
    assertThat(done(alice.type("cancel", id.substring(0, 8))).out())
        .startsWith("Taken back " + id.substring(0, 8));
    assertThat(bob.type("ok", id).code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void showsWhoIsThere() {
    register();
    assertThat(done(alice.type("list")).lines())
        .containsExactly("PERSON  NOW", "@alice  you", "@bob");
    assertThat(done(alice.type("whoami")).out())
        .contains("@alice at " + server.url(), "0 B of 100 GB in use");
    assertThat(done(alice.type("verify", "bob")).out())
        .contains("test", "new, nobody vouches for it");
    done(alice.type("verify", "bob", "--accept"));
    assertThat(done(alice.type("verify", "bob")).out()).contains("trusted");
    assertThat(done(alice.type("devices")).out()).contains("this machine");
    assertThat(done(alice.type("invite")).out()).isEqualTo("straw" + System.lineSeparator());
  }

  @Test
  void keepsToTheSchemaUnderJson() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    register();
    TreeSet<String> seen = new TreeSet<>();
    for (List<String> line : everything()) {
      Typed who = line.getFirst().equals("bob") ? bob : alice;
      String[] words = line.subList(1, line.size()).toArray(String[]::new);
      for (String event : who.type(words).lines()) {
        JsonNode node = JSON.readTree(event);
        assertThat(schema.validate(node)).as(event).isEmpty();
        seen.add(node.get("event").asText());
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "account",
            "check",
            "cancelled",
            "declined",
            "device",
            "error",
            "fingerprint",
            "invite",
            "offer",
            "person",
            "progress",
            "received",
            "registered",
            "sent",
            "transfer",
            "version");
  }

  private List<List<String>> everything() {
    String file = letter.toString();
    return List.of(
        List.of("alice", "--json", "register", "alice"),
        List.of("alice", "--json", "list"),
        List.of("alice", "--json", "whoami"),
        List.of("alice", "--json", "verify", "bob"),
        List.of("alice", "--json", "devices"),
        List.of("alice", "--json", "invite"),
        List.of("alice", "--json", "doctor"),
        List.of("alice", "--json", "version"),
        List.of("alice", "--json", file, "@bob", "--note", "for you"),
        List.of("bob", "--json", "reqs"),
        List.of("bob", "--json", "ok", "@alice", "--to", folder.resolve("target").toString()),
        List.of("alice", "--json", "sent"),
        List.of("alice", "--json", file, "@bob"),
        List.of("bob", "--json", "no", "@alice"),
        List.of("bob", "--json", "no", "@alice"),
        List.of("alice", "--json", file, "@alice"),
        List.of("alice", "--json", "cancel", "@alice"));
  }

  private static JsonNode last(Ended ended) {
    try {
      return JSON.readTree(ended.lines().getLast());
    } catch (IOException e) {
      throw new AssertionError(ended.out(), e);
    }
  }

  @Test
  void runsAScriptInTheShell() {
    register();
    String script =
        """
        # a script
        list

        glide '%s' @bob
        send nothing-there @bob
        server
        list --json
        sent
        exit
        frobnicate
        """
            .formatted(letter);
    Ended ended = alice.typeWith(script, "shell");
    assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ended.out()).contains("@bob", "Parked for @bob", "letter.txt");
    assertThat(ended.err())
        .contains(
            "“server” does not go inside the shell",
            "--json holds for a whole session",
            "3 lines have failed")
        .doesNotContain("frobnicate");
  }

  @Test
  void completesPeopleOffersAndTransfers() {
    register();
    done(alice.type(letter.toString(), "@bob"));
    assertThat(done(alice.type("__complete", "people")).lines()).containsExactly("@alice", "@bob");
    assertThat(done(bob.type("__complete", "offers")).lines()).hasSize(2).contains("@alice");
    assertThat(done(alice.type("__complete", "transfers")).lines()).hasSize(1);
  }

  @Test
  void examinesWhatWorksAndWhatDoesNot() throws IOException {
    register();
    assertThat(done(alice.type("doctor")).out()).contains("✓ ").doesNotContain("✗");
    server.close();
    Ended ill = alice.type("--json", "doctor");
    assertThat(ill.code()).isEqualTo(ExitCode.FAILED);
    assertThat(ill.out())
        .contains("\"event\":\"check\"", "\"good\":false", "\"code\":\"not-well\"");
  }

  @Test
  void saysThatTheServerIsAway() throws IOException {
    register();
    server.close();
    Ended ended = alice.type("--json", "list");
    assertThat(ended.code()).isEqualTo(ExitCode.NETWORK);
    assertThat(last(ended).get("exit").asInt()).isEqualTo(6);
    assertThat(ended.err()).startsWith("glide: ").contains("127.0.0.1");
  }
}
