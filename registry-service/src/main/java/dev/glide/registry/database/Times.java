package dev.glide.registry.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the database keeps them: in microseconds. */
public final class Times {
  private Times() {}

  /** The present, cut so that it is the same before and after it was stored. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public static Instant read(ResultSet row, String column) throws SQLException {
    Instant at = readNullable(row, column);
    if (at == null) {
      throw new SQLException(column + " is null");
    }
    return at;
  }

  public static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
