package dev.glide.benchmarks.apart;

import dev.glide.benchmarks.Cpu;
import dev.glide.benchmarks.Tool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A durable PostgreSQL of a small server's size. */
public final class Postgres implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "shared_buffers", "256MB",
          "max_wal_size", "1GB",
          "max_connections", "100");

  private final EmbeddedPostgres postgres;
  private final ProcessHandle process;

  private Postgres(EmbeddedPostgres postgres, ProcessHandle process) {
    this.postgres = postgres;
    this.process = process;
  }

  /** Starts one on loopback that keeps its data in a new folder. */
  public static Postgres start(Path data) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(data).setPGStartupWait(Duration.ofMinutes(1));
    SETTINGS.forEach(builder::setServerConfig);
    try {
      EmbeddedPostgres started = builder.start();
      String note = Tool.read(data.resolve("postmaster.pid"));
      long pid = Long.parseLong(note.lines().findFirst().orElseThrow());
      return new Postgres(started, ProcessHandle.of(pid).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For a service: its user has all rights. */
  Map<String, String> environment() {
    return Map.of(
        "GLIDE_DATABASE_URL",
        "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
        "GLIDE_DATABASE_USER",
        "postgres",
        "GLIDE_DATABASE_PASSWORD",
        "postgres");
  }

  public Connection connect() {
    try {
      return postgres.getPostgresDatabase().getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Processor time so far. */
  public Duration cpu() {
    return Cpu.of(process).plus(Cpu.below(process));
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
