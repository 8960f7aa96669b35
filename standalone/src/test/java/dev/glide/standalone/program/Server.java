package dev.glide.standalone.program;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A Glide server that can be killed and started again with all that it has kept, under the same
 * address. What it is made of, one process or many, is chosen once for a run: see {@link
 * ServerMake}.
 */
public interface Server extends AutoCloseable {

  /** One that is not running yet; what it keeps it keeps for this folder. */
  static Server in(Path home) throws IOException {
    return in(home, Map.of());
  }

  /** As above, with settings from the environment. */
  static Server in(Path home, Map<String, String> settings) throws IOException {
    return ServerMake.chosen().server(home, settings, Optional.empty());
  }

  /** As above, reached over HTTPS. */
  static Server in(Path home, Certificates certificates) throws IOException {
    return ServerMake.chosen().server(home, Map.of(), Optional.of(certificates));
  }

  /** Starts what does not run, and waits until all of it serves. */
  Server start() throws IOException, InterruptedException;

  /** Where people reach it, once it has been started. */
  String url();

  /** The port of this machine at which people reach it. */
  int port();

  /** SIGKILL to everything but the database. */
  void kill() throws IOException, InterruptedException;

  /** SIGKILL to everything. */
  void killWithDatabase() throws IOException, InterruptedException;

  /** SIGTERM, and waits for the end. */
  void stop() throws IOException, InterruptedException;

  /** What whoever runs the server shows to be let in, once it has been started. */
  String adminToken() throws IOException;

  /** A connection to its own database, as whoever runs the server can make one. */
  Connection database() throws IOException, SQLException;

  /** All places where it keeps or says anything: files, and folders with all that is below. */
  List<Path> places() throws IOException, SQLException;

  /** All chunks of a transfer that it keeps, in order. */
  List<StoredChunk> chunks(UUID transfer) throws IOException;

  /** See {@link StoredChunk#days}. */
  List<String> daysOfChunks() throws IOException, SQLException;

  /** Leaves nothing running, whatever happened before. */
  @Override
  void close() throws IOException;
}
