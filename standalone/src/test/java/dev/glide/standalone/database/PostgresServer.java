package dev.glide.standalone.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server as several services share one: the programs that a {@code glide server}
 * brings, durable, with room for many connections, always on the same folder and port.
 */
public final class PostgresServer {
  private static final Duration START = Duration.ofMinutes(3);

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          "max_connections=120",
          "shared_buffers=64MB",
          "max_wal_size=128MB",
          "log_statement=none");

  private final PostgresPrograms programs;
  private final PostgresCluster cluster;
  private final Path log;
  private final int port;
  private @Nullable Process process;
  private boolean over;

  private PostgresServer(PostgresPrograms programs, PostgresCluster cluster, Path log, int port) {
    this.programs = programs;
    this.cluster = cluster;
    this.log = log;
    this.port = port;
  }

  /** One that does not run yet; the caller has {@code folder} for itself. */
  public static PostgresServer in(Path folder, int port) throws IOException {
    Path parent = Files.createDirectories(folder).toRealPath();
    try {
      PostgresPrograms programs = PostgresPrograms.of(PostgresSoftware.install(parent));
      PostgresCluster cluster = PostgresCluster.open(parent, programs);
      return new PostgresServer(programs, cluster, parent.resolve("postgres.log"), port);
    } catch (DatabaseException e) {
      throw new IOException(e);
    }
  }

  /** Starts it where it does not run, and waits until it takes connections. */
  public synchronized void start() throws IOException {
    if (isRunning()) {
      return;
    }
    if (over) {
      throw new IOException("PostgreSQL is not started any more");
    }
    try {
      PostgresProcess started = PostgresProcess.start(programs, cluster, port, log, SETTINGS);
      process = started.process();
      if (!started.awaitReady(START)) {
        throw new IOException("PostgreSQL has ended: see " + log);
      }
    } catch (DatabaseException e) {
      throw new IOException(e);
    }
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Ends all connections and stops it; returns when it has stopped. */
  public void stop() throws IOException {
    if (!isRunning()) {
      return;
    }
    try {
      programs.run(
          "pg_ctl",
          List.of("stop", "-w", "-s", "-D", cluster.folder().toString(), "-m", "fast", "-t", "60"),
          "stopping PostgreSQL");
    } catch (DatabaseException e) {
      throw new IOException(e);
    }
  }

  /** SIGKILL, and it does not start again. */
  public synchronized void end() {
    over = true;
    kill();
  }

  /** SIGKILL: it has to repair its files when it starts again. */
  public void kill() {
    if (process != null) {
      // Its children end by themselves when they see that it has gone.
      process.destroyForcibly().onExit().join();
    }
  }

  /** Makes an empty database. */
  public void create(String database) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
  }

  /** Writes to its files what it has in memory. */
  public void checkpoint() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:" + url(database), user(), password());
  }

  /** As the services are told it. */
  public String url(String database) {
    return "postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String user() {
    return PostgresCluster.USER;
  }

  public String password() {
    return cluster.password();
  }

  /** Everything that it keeps. */
  public Path data() {
    return cluster.folder();
  }

  public Path log() {
    return log;
  }
}
