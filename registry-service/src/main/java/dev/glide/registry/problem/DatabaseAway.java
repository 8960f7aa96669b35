package dev.glide.registry.problem;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** Tells failures that pass, so that the same again may do, from those that do not. */
public final class DatabaseAway {
  /**
   * Classes of PostgreSQL's error codes: connection, shutting down or not yet up, and rolled back,
   * for it was in another's way.
   */
  private static final String[] PASSING = {"08", "57P", "40"};

  private DatabaseAway() {}

  /** Whether it failed for a lost connection, a pool without a free one, or another's lock. */
  public static boolean explains(JdbiException failure) {
    return failure instanceof ConnectionException
        || (failure.getCause() instanceof SQLException cause
            && cause.getSQLState() != null
            && Stream.of(PASSING).anyMatch(cause.getSQLState()::startsWith));
  }
}
