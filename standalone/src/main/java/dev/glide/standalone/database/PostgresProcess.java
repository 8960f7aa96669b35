package dev.glide.standalone.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of the database server on a port of the loopback address. */
final class PostgresProcess {
  /** Small, durable, and silent about what people store. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          "max_connections=20",
          "shared_buffers=32MB",
          "wal_buffers=1MB",
          "min_wal_size=32MB",
          "max_wal_size=256MB",
          // Nobody copies from this server while it runs, so it need not log for them.
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_logical_replication_workers=0",
          "max_parallel_workers_per_gather=0",
          "io_method=sync",
          "jit=off",
          "log_checkpoints=off",
          "log_statement=none",
          "log_min_error_statement=panic",
          "log_error_verbosity=terse");

  private static final long LOG_BYTES = 10L << 20;
  private static final Duration POLL = Duration.ofMillis(5);
  private static final int READY_LINE = 7;

  private final Process process;
  private final PostgresCluster cluster;
  private final Path log;

  private PostgresProcess(Process process, PostgresCluster cluster, Path log) {
    this.process = process;
    this.cluster = cluster;
    this.log = log;
  }

  /** Starts the server; it may not answer yet, see {@link #awaitReady}. */
  static PostgresProcess start(
      PostgresPrograms programs, PostgresCluster cluster, int port, Path log)
      throws DatabaseException {
    return start(programs, cluster, port, log, SETTINGS);
  }

  /** The same with other settings. */
  static PostgresProcess start(
      PostgresPrograms programs, PostgresCluster cluster, int port, Path log, List<String> settings)
      throws DatabaseException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-D", cluster.folder().toString(), "-p", Integer.toString(port)));
    for (String setting : settings) {
      arguments.addAll(List.of("-c", setting));
    }
    try {
      shorten(log);
      Process process =
          programs
              .serverCommand(arguments)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      return new PostgresProcess(process, cluster, log);
    } catch (IOException e) {
      throw programs.cantStart("PostgreSQL", e);
    }
  }

  static int freePort() throws DatabaseException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new DatabaseException("there is no free port for the database", e);
    }
  }

  /**
   * Waits until it takes connections; after a crash it repairs itself first, which can take a
   * while.
   *
   * @return false if it has ended instead
   */
  boolean awaitReady(Duration atMost) throws DatabaseException {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (saysReady()) {
          return true;
        }
        if (process.waitFor(POLL)) {
          return false;
        }
      }
    } catch (IOException e) {
      throw new DatabaseException("can't read " + cluster.serverNoteFile(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException("the wait for PostgreSQL was interrupted", e);
    }
    throw new DatabaseException(
        "PostgreSQL is not ready after " + atMost.toSeconds() + " s: " + lastWords());
  }

  Process process() {
    return process;
  }

  /** The last line of its log. */
  String lastWords() {
    try (var lines = Files.lines(log)) {
      return lines.reduce((earlier, later) -> later).orElse("it said nothing");
    } catch (IOException e) {
      return "see " + log;
    }
  }

  private boolean saysReady() throws IOException {
    Optional<List<String>> note = cluster.serverNote();
    return note.isPresent()
        && note.get().size() > READY_LINE
        && note.get().getFirst().equals(Long.toString(process.pid()))
        && note.get().get(READY_LINE).strip().equals("ready");
  }

  private static void shorten(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
      Path before = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
