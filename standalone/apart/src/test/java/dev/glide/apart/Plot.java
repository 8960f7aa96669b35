package dev.glide.apart;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A stack's own part of the foundation: a database, a prefix of topics, a bucket, a folder for what
 * its processes say. It stays when the stack is closed, for one that is made for the same home.
 *
 * @param name of the database, and part of the others' names
 */
record Plot(Foundation ground, String name) {
  private static final Map<Path, Plot> BY_HOME = new ConcurrentHashMap<>();

  /** The one of this home, made at first use. */
  static Plot of(Path home) throws IOException {
    Foundation ground = Foundation.shared();
    Path key = home.toAbsolutePath().normalize();
    Plot known = BY_HOME.get(key);
    if (known != null) {
      return known;
    }
    Plot made = made(ground, "glide" + (BY_HOME.size() + 1));
    BY_HOME.put(key, made);
    return made;
  }

  /** A new one of this name. */
  static Plot made(Foundation ground, String name) throws IOException {
    try {
      ground.postgres().create(name);
      return new Plot(ground, name);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  Path folder() throws IOException {
    return Files.createDirectories(ground.folder().resolve(name));
  }

  String bucket() {
    return name + "-chunks";
  }

  String topicPrefix() {
    return name + ".";
  }

  /** The files in which the broker keeps what was said in this plot's topics. */
  List<Path> segments() throws IOException {
    try (Stream<Path> below = Files.walk(ground.kafka().folder().resolve("data"))) {
      return below
          .filter(each -> each.toString().endsWith(".log"))
          .filter(each ->
              requireNonNull(each.getParent()).getFileName().toString().startsWith(topicPrefix()))
          .toList();
    }
  }

  /** The days (UTC) on which these transfers expire. */
  List<String> expiryDays(Set<UUID> transfers) throws SQLException {
    List<String> days = new ArrayList<>();
    try (Connection connection = ground.postgres().connect(name);
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT DISTINCT (expires_at AT TIME ZONE 'UTC')::date::text FROM transfers"
                    + " WHERE id = ANY (?)")) {
      query.setArray(1, connection.createArrayOf("uuid", transfers.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          days.add(rows.getString(1));
        }
      }
    }
    return days;
  }
}
