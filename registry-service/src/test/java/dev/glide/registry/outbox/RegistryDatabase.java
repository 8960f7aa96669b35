package dev.glide.registry.outbox;

import dev.glide.registry.database.JdbiProducer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A real PostgreSQL with the registry's tables, and nothing that works on them by itself. */
final class RegistryDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;

  RegistryDatabase() {
    try {
      postgres = EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings the tables up to a version, or to the {@code latest}. */
  Jdbi migrated(String version) {
    DataSource source = postgres.getPostgresDatabase();
    Flyway.configure().dataSource(source).locations("db/glide").target(version).load().migrate();
    return JdbiProducer.over(source);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
