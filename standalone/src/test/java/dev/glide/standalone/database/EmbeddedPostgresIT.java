package dev.glide.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One folder for all tests, as in life: each start finds what the one before has left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path folder;

  @BeforeAll
  void store() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      execute(postgres, "CREATE TABLE kept (word TEXT)");
      execute(postgres, "INSERT INTO kept VALUES ('here')");
    }
  }

  @Test
  void keepsWhatWasStored() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SELECT word FROM kept")).isEqualTo("here");
    }
  }

  @Test
  void isDurable() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void startsAgainAServerThatDied() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      long died = serverPid();
      ProcessHandle.of(died).orElseThrow().destroyForcibly();
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(query(postgres, "SELECT word FROM kept")).isEqualTo("here"));
      assertThat(serverPid()).isNotEqualTo(died);
    }
  }

  @Test
  void stopsWhatAKilledProcessLeftRunning() throws Exception {
    EmbeddedPostgres left = start();
    left.expectClose();
    ProcessHandle leftServer = ProcessHandle.of(serverPid()).orElseThrow();
    try (EmbeddedPostgres postgres = start()) {
      assertThat(leftServer.isAlive()).isFalse();
      assertThat(query(postgres, "SELECT word FROM kept")).isEqualTo("here");
    }
  }

  @Test
  void startsAlthoughItsNoteNamesSomeOtherProgram() throws Exception {
    Files.writeString(note(), ProcessHandle.current().pid() + "\n");
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SELECT word FROM kept")).isEqualTo("here");
    }
  }

  @Test
  void refusesDataOfAnotherMajorVersion(@TempDir Path other) throws IOException {
    Files.createDirectories(other.resolve("postgres"));
    Files.writeString(other.resolve("postgres/PG_VERSION"), "9\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(other, () -> {}))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("PostgreSQL 9");
    assertThat(other).isDirectoryContaining("glob:**/postgres");
  }

  private EmbeddedPostgres start() throws DatabaseException {
    return EmbeddedPostgres.start(folder, () -> {});
  }

  private Path note() {
    return folder.resolve("postgres/postmaster.pid");
  }

  private long serverPid() throws IOException {
    return Long.parseLong(Files.readAllLines(note()).getFirst());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
