package dev.glide.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Person;
import dev.glide.standalone.program.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the server's process, on one folder from test to test. */
class ServerIT {
  @TempDir static Path folder;

  @Test
  void saysWhereItIsReadyAndNothingElseOnStandardOutput() throws Exception {
    try (ServerProcess server = new ServerProcess(folder).start()) {
      assertThat(server.process().out())
          .matches("glide server ready at http://127\\.0\\.0\\.1:\\d+\\R");
    }
  }

  @Test
  void stopsItselfAndTheDatabaseOnSigterm() throws Exception {
    try (ServerProcess server = new ServerProcess(folder).start()) {
      ProcessHandle database = ProcessHandle.of(server.databasePid()).orElseThrow();
      server.process().terminate();
      assertThat(server.process().endsWithin(Duration.ofSeconds(20))).isTrue();
      assertThat(database.isAlive()).isFalse();
      assertThat(server.databaseRuns()).isFalse();
    }
  }

  @Test
  void refusesAFolderThatAnotherServerUses() throws Exception {
    try (ServerProcess server = new ServerProcess(folder).start()) {
      GlideProcess.Ended second =
          new ServerProcess(folder.resolve("second"))
              .launch("--data", server.data().toString())
              .await();
      assertThat(second.expect(9).err()).contains("another server", "is running on");
      assertThat(server.process().isAlive()).isTrue();
    }
  }

  @Test
  void comesBackAfterEveryKindOfKill() throws Exception {
    try (ServerProcess server = new ServerProcess(folder).start()) {
      Person alice = Person.registered("alice", folder, server);
      server.kill();
      server.start();
      alice.run("whoami").orFail();
      server.killWithDatabase();
      server.start();
      assertThat(alice.run("list").orFail().out()).contains("alice");
    }
  }

  @Test
  void goesOnWhenItsDatabaseIsKilled() throws Exception {
    try (ServerProcess server = new ServerProcess(folder).start()) {
      Person anna = Person.registered("anna", folder, server);
      ProcessHandle.of(server.databasePid()).orElseThrow().destroyForcibly();
      await().atMost(Duration.ofSeconds(30)).until(() -> anna.run("whoami").exitCode() == 0);
      assertThat(server.process().isAlive()).isTrue();
    }
  }

  @Test
  void letsTheFirstPersonInByTheInviteItPrints(@TempDir Path empty) throws Exception {
    try (ServerProcess server = new ServerProcess(empty, "--sign-up", "invite").start()) {
      var invite = Pattern.compile("first invite: (\\S+)").matcher(server.process().out());
      assertThat(invite.find()).isTrue();
      Person.registered("alice", empty, server, "--invite", invite.group(1));
      Person mallory = Person.unregistered("mallory", empty, Map.of());
      mallory.run("register", "mallory", "--server", server.url()).expect(5);
    }
  }

  @Test
  void takesNobodyWhenClosed() throws Exception {
    try (ServerProcess server = new ServerProcess(folder, "--sign-up", "closed").start()) {
      Person late = Person.unregistered("late", folder, Map.of());
      late.run("register", "late", "--server", server.url()).expect(5);
    }
  }

  @Test
  void saysWhatIsWrongWithItsOptions() throws Exception {
    ServerProcess server = new ServerProcess(folder);
    assertThat(server.launch("--port", "x").await().expect(2).err())
        .startsWith("glide: ")
        .doesNotContain("Exception");
    Path missing = folder.resolve("missing.pem");
    assertThat(
            server
                .launch("--tls-cert", missing.toString(), "--tls-key", missing.toString())
                .await()
                .expect(9)
                .err())
        .contains("can't read " + missing);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(server.launch("--data", file.toString()).await().expect(9).err())
        .contains("can't keep data in " + file);
  }
}
