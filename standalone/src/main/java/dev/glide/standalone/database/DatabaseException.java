package dev.glide.standalone.database;

/**
 * PostgreSQL could not be installed, started or stopped; the message says which and what it said.
 */
public final class DatabaseException extends Exception {
  private static final long serialVersionUID = 1L;

  DatabaseException(String message) {
    super(message);
  }

  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
