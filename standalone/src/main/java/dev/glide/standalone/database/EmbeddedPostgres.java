package dev.glide.standalone.database;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of this process, durable, and reachable only from this machine with a
 * password that only the owner of its folder can read. What an earlier, killed process has left
 * running is stopped first; a server that dies is started again.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());

  /** Repairing the data after a crash takes as long as it takes to read 256 MB of log. */
  private static final Duration START = Duration.ofMinutes(3);

  private static final int TRIES = 6;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

  private final PostgresPrograms programs;
  private final PostgresCluster cluster;
  private final Path log;
  private final Runnable whenLost;
  private final Object lifecycle = new Object();
  private @Nullable PostgresProcess running;
  private int port;
  private volatile boolean closed;

  private EmbeddedPostgres(
      PostgresPrograms programs, PostgresCluster cluster, Path log, Runnable whenLost) {
    this.programs = programs;
    this.cluster = cluster;
    this.log = log;
    this.whenLost = whenLost;
  }

  /**
   * Starts the server and waits until it takes connections. The caller has {@code folder} for
   * itself.
   *
   * @param folder where programs, data and log are kept
   * @param whenLost run once if the server has died and can't be started again
   */
  public static EmbeddedPostgres start(Path folder, Runnable whenLost) throws DatabaseException {
    Path parent = realPath(folder);
    PostgresCluster.requireVersion(parent, PostgresSoftware.majorVersion());
    PostgresPrograms programs = PostgresPrograms.of(PostgresSoftware.install(parent));
    PostgresCluster cluster = PostgresCluster.open(parent, programs);
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(programs, cluster, parent.resolve("postgres.log"), whenLost);
    postgres.stopLeftOver();
    postgres.startOn(Optional.empty());
    return postgres;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return PostgresCluster.USER;
  }

  public String password() {
    return cluster.password();
  }

  /** Says that the process is about to end: a server that dies now stays down. */
  public void expectClose() {
    closed = true;
  }

  /** Ends all connections and stops the server; returns when it has stopped. */
  @Override
  public void close() throws DatabaseException {
    synchronized (lifecycle) {
      closed = true;
      if (running != null && running.process().isAlive()) {
        stop();
      }
    }
  }

  private void startOn(Optional<Integer> fixedPort) throws DatabaseException {
    for (int tries = 1; ; tries++) {
      int candidate = fixedPort.isPresent() ? fixedPort.get() : PostgresProcess.freePort();
      PostgresProcess process = PostgresProcess.start(programs, cluster, candidate, log);
      if (process.awaitReady(START)) {
        running = process;
        port = candidate;
        Thread.ofVirtual().name("database-watch").start(() -> watch(process.process()));
        return;
      }
      if (tries == TRIES) {
        throw new DatabaseException("PostgreSQL does not start: " + process.lastWords());
      }
      // Another process took the port, or a killed server's children are still on their way out.
      pause();
    }
  }

  private void watch(Process process) {
    try {
      process.waitFor();
      revive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void revive() {
    synchronized (lifecycle) {
      if (closed) {
        return;
      }
      LOG.log(Level.WARNING, "the database server has died, starting it again");
      try {
        startOn(Optional.of(port));
        return;
      } catch (DatabaseException e) {
        closed = true;
        LOG.log(Level.ERROR, "the database server can't be started again", e);
      }
    }
    whenLost.run();
  }

  private void stopLeftOver() throws DatabaseException {
    try {
      Optional<ProcessHandle> named =
          cluster.serverNote().map(List::getFirst).map(Long::valueOf).flatMap(ProcessHandle::of);
      if (named.isEmpty()) {
        return;
      }
      if (programs.isOurs(named.get())) {
        LOG.log(Level.INFO, "stopping the database server that an earlier process left running");
        stop();
      } else {
        // The system gave the number of the dead server to some other program.
        Files.delete(cluster.serverNoteFile());
      }
    } catch (IOException | NumberFormatException e) {
      throw new DatabaseException("can't read " + cluster.serverNoteFile(), e);
    }
  }

  private void stop() throws DatabaseException {
    try {
      stop("fast", "20");
    } catch (DatabaseException tooSlow) {
      LOG.log(Level.WARNING, "the database server does not stop by itself", tooSlow);
      stop("immediate", "10");
    }
  }

  private void stop(String mode, String seconds) throws DatabaseException {
    programs.run(
        "pg_ctl",
        List.of("stop", "-w", "-s", "-D", cluster.folder().toString(), "-m", mode, "-t", seconds),
        "stopping PostgreSQL");
  }

  private static Path realPath(Path folder) throws DatabaseException {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new DatabaseException("the database needs the folder " + folder, e);
    }
  }

  private static void pause() throws DatabaseException {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("the start of PostgreSQL was interrupted", e);
    }
  }
}
