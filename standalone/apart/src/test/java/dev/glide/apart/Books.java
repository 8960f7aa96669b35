package dev.glide.apart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
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

  /** Sessions that are assigned to a relay now. */
  long sessionsOn(Replica relay) throws SQLException {
    return number("SELECT count(*) FROM sessions WHERE address = '" + relay.url() + "'");
  }

  /** What all accounts have reserved together. */
  long reservedBytes() throws SQLException {
    return number("SELECT coalesce(sum(reserved_bytes), 0) FROM users");
  }

  /** Those of these transfers of which the audit does not tell all that has happened to them. */
  long untold(Set<UUID> transfers) throws SQLException {
    return number(
        """
        SELECT count(*) FROM recipients r WHERE r.transfer_id = ANY (?) AND NOT (
          EXISTS (SELECT FROM audit a JOIN transfers t ON t.id = a.transfer_id
                  WHERE a.transfer_id = r.transfer_id AND a.action = 'OFFER'
                    AND a.user_id = t.sender_id AND a.result = 'done')
          AND EXISTS (SELECT FROM audit a WHERE a.transfer_id = r.transfer_id
                      AND a.action = 'ACCEPT' AND a.user_id = r.user_id AND a.result = 'done')
          AND 1 = (SELECT count(*) FROM audit a WHERE a.transfer_id = r.transfer_id
                   AND a.action = 'DELIVER' AND a.user_id = r.user_id AND a.result = 'done'))
        """,
        transfers.toArray());
  }

  /** All that the audit has. */
  Set<UUID> audited() throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (Connection connection = stack.database();
        PreparedStatement statement = connection.prepareStatement("SELECT id FROM audit");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
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
