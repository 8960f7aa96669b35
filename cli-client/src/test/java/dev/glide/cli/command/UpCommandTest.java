package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code glide up} against a server of straw. */
class UpCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private StrawServer server;
  private Typed alice;
  private Typed bob;
  private Path letter;
  private Path target;

  @BeforeEach
  void aLetterWaits() throws IOException {
    server = StrawServer.start();
    alice = new Typed(folder.resolve("alice"), server.url());
    bob = new Typed(folder.resolve("bob"), server.url());
    letter = Files.writeString(folder.resolve("letter.txt"), "Dear Bob,\n");
    target = folder.resolve("target");
    alice.type("register", "alice");
    bob.type("register", "bob");
    assertThat(alice.type(letter.toString(), "@bob").code()).isEqualTo(ExitCode.DONE);
  }

  @AfterEach
  void closeServer() throws IOException {
    server.close();
  }

  private Typed.Running up(String... words) {
    return bob.begin(words);
  }

  private static void awaitEvent(Typed.Running up, String event) {
    await()
        .atMost(LONG)
        .until(() ->
            up.lines().stream().anyMatch(line -> line.contains("\"event\":\"" + event + "\"")));
  }

  @Test
  void receivesByItselfFromThoseWhoAreNamed() throws Exception {
    Files.createDirectories(target);
    Path other = Files.writeString(target.resolve("letter.txt"), "another letter\n");
    Typed.Running up = up("up", "--json", "--from", "@alice", "--to", target.toString());
    awaitEvent(up, "received");
    Ended ended = up.interrupt();
    assertThat(ended.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(other).hasContent("another letter\n");
    assertThat(target.resolve("letter (2).txt")).hasSameBinaryContentAs(letter);
    keepsToTheSchema(ended);
    assertThat(ended.lines()).anyMatch(line -> line.contains("\"event\":\"stopped\""));
  }

  @Test
  void announcesWhatOthersOfferAndReceivesItOnceTheyAreVerified() throws Exception {
    Typed.Running first = up("up", "--json", "--to", target.toString());
    awaitEvent(first, "offer");
    Ended ended = first.interrupt();
    assertThat(ended.out()).doesNotContain("\"event\":\"received\"");
    assertThat(target.resolve("letter.txt")).doesNotExist();
    keepsToTheSchema(ended);
    assertThat(bob.type("verify", "@alice", "--accept").code()).isEqualTo(ExitCode.DONE);
    Typed.Running second = up("up", "--json", "--to", target.toString());
    awaitEvent(second, "received");
    second.interrupt();
    assertThat(target.resolve("letter.txt")).hasSameBinaryContentAs(letter);
  }

  @Test
  void saysALineForEachThing() throws Exception {
    Typed.Running up = up("up", "--from", "@alice", "--to", target.toString());
    await()
        .atMost(LONG)
        .until(() ->
            up.lines().stream().anyMatch(line -> line.startsWith("Received"))
                && up.lines().stream().anyMatch(UpCommandTest::tellsOfPresence));
    Ended ended = up.interrupt();
    assertThat(ended.lines())
        .anyMatch(line -> line.equals("@alice sends letter.txt (10 B)"))
        .anyMatch(line -> line.matches("Received from @alice: 1 entry, 10 B in .*letter\\.txt"))
        .anyMatch(line -> line.equals("stopped"));
  }

  private static boolean tellsOfPresence(String line) {
    return line.startsWith("offline, trying again: ") || line.startsWith("online as @bob, ");
  }

  @Test
  void runsOnceForAProfile() throws Exception {
    Typed.Running first = up("up", "--json", "--to", target.toString());
    awaitEvent(first, "offer");
    Ended second = bob.type("up");
    assertThat(second.code()).isEqualTo(ExitCode.FAILED);
    assertThat(second.err()).contains("another “glide up” runs for @bob");
    first.interrupt();
  }

  @Test
  void refusesWhatCanNotBeMeant() throws IOException {
    assertThat(bob.type("up", "@alice").err()).contains("say --from @alice");
    assertThat(bob.type("up", "--from", "nobody at all").code()).isEqualTo(ExitCode.USAGE);
    assertThat(bob.type("up", "somewhere").code()).isEqualTo(ExitCode.USAGE);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(bob.type("up", "--to", file.toString()).code()).isEqualTo(ExitCode.LOCAL_FILE);
    assertThat(new Typed(folder.resolve("nobody"), server.url()).type("up").code())
        .isEqualTo(ExitCode.NOT_SIGNED_IN);
  }

  private static void keepsToTheSchema(Ended ended) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(CommandsTest.SCHEMA));
    for (String line : ended.lines()) {
      assertThat(schema.validate(new ObjectMapper().readTree(line))).as(line).isEmpty();
    }
  }
}
