package dev.glide.benchmarks.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database as it is after a while: a million transfers among ten thousand people, a tenth of them
 * still in somebody's inbox.
 */
final class FullTable {
  static final int TRANSFERS = 1_000_000;

  private static final List<String> FILL =
      List.of(
          // Written once and thrown away: neither checks of references nor a wait for the disk.
          "SET session_replication_role = replica",
          "SET synchronous_commit = off",
          """
          CREATE TEMP TABLE people AS
          SELECT row_number() OVER (ORDER BY u.id) - 1 AS n, u.id AS who, d.id AS device
          FROM users u JOIN devices d ON d.user_id = u.id WHERE d.name = 'bench'
          """,
          """
          CREATE TEMP TABLE parcels AS
          SELECT gen_random_uuid() AS id, s.who AS sender, s.device AS from_device,
            r.who AS recipient, r.device AS to_device, i / %2$d %% 10 = 0 AS waits,
            now() - (i / %2$d) * interval '90 minutes' - interval '1 minute' AS at
          FROM generate_series(0, %1$d - 1) i
          JOIN people s ON s.n = (i * 7919::bigint) %% %2$d
          JOIN people r ON r.n = i %% %2$d
          """
              .formatted(TRANSFERS, Crowd.PEOPLE),
          """
          INSERT INTO transfers (id, sender_id, sender_device, body_digest, summary, manifest,
            manifest_digest, signature, chunk_bytes, total_bytes, open, live, reserved_bytes,
            created_at, expires_at, parked_at, ended_at)
          SELECT id, sender, from_device, substr(repeat(md5(id::text), 2), 1, 43),
            substr(repeat(md5(id::text), 7), 1, 200),
            CASE WHEN waits THEN decode(repeat(md5(id::text), 19), 'hex') END,
            substr(repeat(md5(id::text), 2), 1, 43), substr(repeat(md5(id::text), 3), 1, 86),
            4194304, 100000000, false, false, CASE WHEN waits THEN 100002000 ELSE 0 END,
            at, at + interval '30 days', at, CASE WHEN NOT waits THEN now() END
          FROM parcels
          """,
          """
          INSERT INTO recipients (transfer_id, user_id, position, state, since, created_at)
          SELECT id, recipient, 1, CASE WHEN waits THEN 'OFFERED' ELSE 'DELIVERED' END, at, at
          FROM parcels
          """,
          """
          INSERT INTO sealed_keys (transfer_id, device_id, sealed)
          SELECT id, device, substr(repeat(md5(id::text), 4), 1, 107)
          FROM parcels, unnest(ARRAY[from_device, to_device]) device
          ON CONFLICT DO NOTHING
          """,
          "DROP TABLE parcels, people",
          "VACUUM ANALYZE transfers, recipients, sealed_keys",
          "CHECKPOINT");

  private FullTable() {}

  static void fill(Connection database) {
    try (Statement statement = database.createStatement()) {
      for (String each : FILL) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the tables take on disk for each row of one of them, with all indexes. */
  static double bytesEach(Connection database, String counted, List<String> tables) {
    try (Statement statement = database.createStatement()) {
      StringBuilder sum = new StringBuilder("0");
      tables.forEach(each -> sum.append(" + pg_total_relation_size('").append(each).append("')"));
      ResultSet row =
          statement.executeQuery(
              "SELECT (%s)::float / greatest(1, (SELECT count(*) FROM %s))"
                  .formatted(sum, counted));
      row.next();
      return row.getDouble(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
