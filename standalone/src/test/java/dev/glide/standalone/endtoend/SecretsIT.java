package dev.glide.standalone.endtoend;

import static dev.glide.standalone.program.Scene.awaitOnline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Peer;
import dev.glide.standalone.program.Person;
import dev.glide.standalone.program.Scene;
import dev.glide.standalone.program.Secret;
import dev.glide.standalone.program.Server;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server never holds a name, a byte or a key in the clear: not in files, tables or logs. */
class SecretsIT {
  private static final String NAME = "planted-name-Zuckerwatte";
  private static final String FOLDER = "planted-folder-Lebkuchen";
  private static final String NOTE = "planted-note-Marzipan";
  private static final String TEXT = "planted-text-Kaffeekranz";
  private static final Pattern KEY =
      Pattern.compile("\"(?:key|sign|seal)\"\\s*:\\s*\"([\\w-]{43})\"");

  @TempDir Path folder;

  @Test
  void findsNoPlantedSecretOnTheServer() throws Exception {
    try (Server server = Server.in(folder.resolve("server")).start()) {
      Person alice = Person.registered("alice", folder, server);
      Person bob = Person.registered("bob", folder, server);
      List<Secret> secrets = new ArrayList<>(plant(alice.folder(), 96 << 20));
      secrets.addAll(keysOf(alice));
      secrets.addAll(keysOf(bob));
      GlideProcess send = alice.start("send", FOLDER, "@bob", "--note", NOTE);
      secrets.add(seizeKey(alice, send));
      send.await().orFail();
      assertThat(secrets).hasSize(10);

      requireNowhereWhenStopped(secrets, server);
      server.start();
      bob.run("reqs").orFail();
      bob.run("ok", "@alice").orFail();
      assertThat(Files.readString(bob.folder().resolve(FOLDER).resolve(NAME))).contains(TEXT);
      requireNowhereWhenStopped(secrets, server);
    }
  }

  @Test
  void findsNoPlantedSecretOnTheWayToSomeoneWhoIsThere() throws Exception {
    try (Server server = Server.in(folder.resolve("live-server")).start();
        Scene scene = new Scene(server, folder);
        OutputStream tap = new BufferedOutputStream(Files.newOutputStream(folder.resolve("tap")))) {
      Peer alice = scene.peer("alice");
      Peer bob = scene.peer("bob");
      List<Secret> secrets = new ArrayList<>(plant(alice.person().folder(), 16 << 20));
      secrets.addAll(keysOf(alice.person()));
      secrets.addAll(keysOf(bob.person()));
      alice.wire().tap(tap);
      alice.wire().pace(4 << 20);
      bob.wire().tap(tap);
      bob.up(alice);
      awaitOnline(bob);
      GlideProcess send = alice.start("send", "--live", FOLDER, bob.at(), "--note", NOTE);
      secrets.add(seizeKey(alice.person(), send));
      alice.wire().hurry();
      send.await().orFail();
      assertThat(Files.readString(bob.received().resolve(FOLDER).resolve(NAME))).contains(TEXT);
      assertThat(secrets).hasSize(10);

      tap.flush();
      assertThat(Files.size(folder.resolve("tap"))).isGreaterThan(2 * (16 << 20));
      for (Secret secret : secrets) {
        assertThat(secret.foundIn(List.of(folder.resolve("tap")))).isEmpty();
      }
      requireNowhereWhenStopped(secrets, server);
    }
  }

  private static List<Secret> plant(Path where, int noiseBytes) throws IOException {
    byte[] random = new byte[64];
    new Random(7).nextBytes(random);
    Path planted = Files.createDirectories(where.resolve(FOLDER));
    Files.writeString(planted.resolve(NAME), (TEXT + "\n").repeat(1000));
    byte[] noise = new byte[noiseBytes];
    new Random(8).nextBytes(noise);
    System.arraycopy(random, 0, noise, 5_000_000, random.length);
    Files.write(planted.resolve("noise"), noise);
    return List.of(
        Secret.of("name", NAME),
        Secret.of("folder", FOLDER),
        Secret.of("note", NOTE),
        Secret.of("text", TEXT),
        new Secret("bytes", random));
  }

  /** The key of a transfer is on the sender's machine only while it sends. */
  private static Secret seizeKey(Person alice, GlideProcess send) throws Exception {
    Path outgoing = alice.home().resolve("glide/state/outgoing");
    List<Secret> keys = new ArrayList<>();
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(2))
        .ignoreExceptions()
        .until(() -> {
          keys.addAll(keysIn(outgoing));
          return !keys.isEmpty() || !send.isAlive();
        });
    assertThat(keys).as("the transfer's key was seen while sending").isNotEmpty();
    return keys.getFirst();
  }

  private static List<Secret> keysOf(Person person) throws IOException {
    List<Secret> keys = keysIn(person.home().resolve("glide/config/device-keys.json"));
    assertThat(keys).as("the device keys of %s", person.handle()).hasSize(2);
    return keys;
  }

  private static List<Secret> keysIn(Path place) throws IOException {
    List<Secret> keys = new ArrayList<>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        KEY.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .results()
            .forEach(found -> keys.add(Secret.ofKey("key of " + place, found.group(1))));
      }
    }
    return keys;
  }

  private static void requireNowhereWhenStopped(List<Secret> secrets, Server server)
      throws Exception {
    byte[] dump = dump(server);
    assertThat(new String(dump, StandardCharsets.UTF_8)).contains("alice");
    assertThat(secrets).noneMatch(secret -> secret.isIn(dump));

    server.stop();
    List<Path> places = server.places();
    for (Secret secret : secrets) {
      assertThat(secret.foundIn(places)).isEmpty();
    }
  }

  /** Every row of every table as text; bytes in hexadecimal. */
  private static byte[] dump(Server server) throws Exception {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = server.database();
        Statement tables = connection.createStatement();
        Statement rows = connection.createStatement();
        ResultSet names =
            tables.executeQuery(
                "SELECT schemaname || '.' || quote_ident(tablename) FROM pg_tables"
                    + " WHERE schemaname = 'public'")) {
      while (names.next()) {
        String table = names.getString(1);
        try (ResultSet row = rows.executeQuery("SELECT each::text FROM " + table + " each")) {
          while (row.next()) {
            dump.append(table).append(' ').append(row.getString(1)).append('\n');
          }
        }
      }
    }
    return dump.toString().getBytes(StandardCharsets.UTF_8);
  }
}
