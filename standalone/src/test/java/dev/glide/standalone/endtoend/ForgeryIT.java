package dev.glide.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glide.standalone.program.GlideProcess;
import dev.glide.standalone.program.Person;
import dev.glide.standalone.program.Server;
import dev.glide.standalone.program.StoredChunk;
import dev.glide.standalone.program.Tree;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever runs the server and changes what it keeps is noticed: exit 7, and nothing stands under
 * the final name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgeryIT {
  private static final int SEGMENT = 64 * 1024 + 16;
  private static final int SALT = 16;

  @TempDir static Path folder;

  private Server server;
  private Person bob;
  private UUID transfer;
  private UUID other;

  @BeforeAll
  void send() throws Exception {
    server = Server.in(folder.resolve("server")).start();
    Person alice = Person.registered("alice", folder, server);
    bob = Person.registered("bob", folder, server);
    Tree.make(alice.folder().resolve("gift"), 4, 9 << 20);
    alice.run("send", "gift", "@bob").orFail();
    transfer = newest();
    Tree.make(alice.folder().resolve("gift too"), 5, 9 << 20);
    alice.run("send", "gift too", "@bob").orFail();
    other = newest();
  }

  @AfterAll
  void close() throws Exception {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> refusesForgedChunks() {
    Map<String, UnaryOperator<byte[]>> forgeries = new LinkedHashMap<>();
    forgeries.put("first byte flipped", body -> flipped(body, 0));
    forgeries.put("byte in the middle flipped", body -> flipped(body, body.length / 2));
    forgeries.put("last byte flipped", body -> flipped(body, body.length - 1));
    forgeries.put("last byte cut", body -> Arrays.copyOf(body, body.length - 1));
    forgeries.put("last segment cut", ForgeryIT::withoutLastSegment);
    forgeries.put("all but the salt cut", body -> Arrays.copyOf(body, SALT));
    forgeries.put("byte appended", body -> Arrays.copyOf(body, body.length + 1));
    forgeries.put("segments swapped", ForgeryIT::withSwappedSegments);
    forgeries.put("segment repeated", ForgeryIT::withRepeatedSegment);
    return forgeries.entrySet().stream()
        .map(each -> dynamicTest(each.getKey(), () -> refusesForged(each.getValue())));
  }

  private void refusesForged(UnaryOperator<byte[]> forgery) throws Exception {
    StoredChunk chunk = StoredChunk.of(server, transfer).get(1);
    byte[] right = chunk.body();
    chunk.replace(forgery.apply(right));
    try {
      refuses();
    } finally {
      chunk.replace(right);
    }
  }

  @Test
  void refusesSwappedRepeatedAndForeignChunks() throws Exception {
    List<StoredChunk> chunks = StoredChunk.of(server, transfer);
    byte[] first = chunks.get(0).body();
    byte[] second = chunks.get(1).body();
    try {
      chunks.get(0).replace(second);
      chunks.get(1).replace(first);
      refuses();
      chunks.get(0).replace(first);
      refuses();
      chunks.get(1).replace(StoredChunk.of(server, other).get(1).body());
      refuses();
    } finally {
      chunks.get(0).replace(first);
      chunks.get(1).replace(second);
    }
  }

  @TestFactory
  Stream<DynamicTest> refusesForgedManifests() {
    Map<String, UnaryOperator<byte[]>> forgeries = new LinkedHashMap<>();
    forgeries.put("first byte flipped", body -> flipped(body, 0));
    forgeries.put("last byte flipped", body -> flipped(body, body.length - 1));
    forgeries.put("last byte cut", body -> Arrays.copyOf(body, body.length - 1));
    forgeries.put("byte appended", body -> Arrays.copyOf(body, body.length + 1));
    forgeries.put("empty", body -> new byte[0]);
    return forgeries.entrySet().stream()
        .map(each -> dynamicTest(each.getKey(), () -> refusesManifest(each.getValue())));
  }

  private void refusesManifest(UnaryOperator<byte[]> forgery) throws Exception {
    byte[] right = manifest(transfer);
    try {
      byte[] forged = forgery.apply(right);
      setManifest(forged, right);
      refuses();
      setManifest(forged, forged);
      refuses();
    } finally {
      setManifest(right, right);
    }
  }

  @Test
  void refusesTheManifestOfAnotherTransfer() throws Exception {
    byte[] right = manifest(transfer);
    byte[] foreign = manifest(other);
    try {
      setManifest(foreign, foreign);
      refuses();
    } finally {
      setManifest(right, right);
    }
  }

  @Test
  void givesNoBytesOfAChunkThatTheDiskHasDamaged() throws Exception {
    StoredChunk chunk = StoredChunk.of(server, transfer).get(1);
    byte[] right = chunk.body();
    try {
      chunk.damage(flipped(right, right.length / 2));
      assertThat(receive().exitCode()).isNotZero();
      nothingStands();
    } finally {
      chunk.replace(right);
    }
  }

  private GlideProcess.Ended receive() throws Exception {
    return bob.run("ok", transfer.toString());
  }

  private void refuses() throws Exception {
    assertThat(receive().expect(7).err()).doesNotContain("Exception");
    nothingStands();
  }

  private void nothingStands() throws Exception {
    assertThat(bob.folder().resolve("gift")).doesNotExist();
  }

  private UUID newest() throws Exception {
    try (Connection connection = server.database();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("SELECT id FROM transfers ORDER BY created_at DESC LIMIT 1")) {
      row.next();
      return row.getObject(1, UUID.class);
    }
  }

  private byte[] manifest(UUID id) throws Exception {
    try (Connection connection = server.database();
        PreparedStatement query =
            connection.prepareStatement("SELECT manifest FROM transfers WHERE id = ?")) {
      query.setObject(1, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    }
  }

  private void setManifest(byte[] manifest, byte[] digested) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(digested);
    try (Connection connection = server.database();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE transfers SET manifest = ?, manifest_digest = ? WHERE id = ?")) {
      update.setBytes(1, manifest);
      update.setString(2, Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
      update.setObject(3, transfer);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static byte[] flipped(byte[] body, int at) {
    byte[] forged = body.clone();
    forged[at] ^= 1;
    return forged;
  }

  private static byte[] withoutLastSegment(byte[] body) {
    int segments = (body.length - SALT + SEGMENT - 1) / SEGMENT;
    return Arrays.copyOf(body, SALT + (segments - 1) * SEGMENT);
  }

  private static byte[] withSwappedSegments(byte[] body) {
    byte[] forged = body.clone();
    System.arraycopy(body, SALT, forged, SALT + SEGMENT, SEGMENT);
    System.arraycopy(body, SALT + SEGMENT, forged, SALT, SEGMENT);
    return forged;
  }

  private static byte[] withRepeatedSegment(byte[] body) {
    byte[] forged = body.clone();
    System.arraycopy(body, SALT, forged, SALT + SEGMENT, SEGMENT);
    return forged;
  }
}
