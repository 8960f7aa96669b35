package dev.glide.apart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** What a stack's database says of transfers, quotas and what is still to be said to others. */
record Books(Stack stack) {

  /** Events that are not with the broker yet. */
  long unsaid() throws SQLException {
    return number("SELECT count(*) FROM outbox");
  }

  /** Those of these transfers that have not ended. */
  long unended(Set<UUID> transfers) throws SQLException {
    return number(
        "SELECT count(*) FROM transfers WHERE id = ANY (?) AND ended_at IS NULL",
        transfers.toArray());
  }

  /** What all accounts have reserved together. */
  long reservedBytes() throws SQLException {
    return number("SELECT coalesce(sum(reserved_bytes), 0) FROM users");
  }

  private long number(String query, Object... ids) throws SQLException {
    try (Connection connection = stack.database();
        PreparedStatement statement = connection.prepareStatement(query)) {
      if (ids.length > 0) {
        statement.setArray(1, connection.createArrayOf("uuid", ids));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
