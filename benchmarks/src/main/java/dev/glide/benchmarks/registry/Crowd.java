package dev.glide.benchmarks.registry;

import dev.glide.shared.token.AccessClaims;
import dev.glide.shared.token.TokenSigner;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** People who are written straight into the database, with access tokens signed in its name. */
final class Crowd {
  static final int PEOPLE = 10_000;

  /** As many as sign in: the registry checks the signature of each token once. */
  private static final int SENDERS = 1_000;

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private static final String USERS =
      """
      INSERT INTO users (id, handle, quota_bytes, created_at)
      SELECT gen_random_uuid(), 'bench-' || i, 1::bigint << 60, now()
      FROM generate_series(1, %d) i
      """
          .formatted(PEOPLE);

  private static final String DEVICES =
      """
      INSERT INTO devices (id, user_id, state, name, sign_key, seal_key, added_at)
      SELECT gen_random_uuid(), id, 'ACTIVE', 'bench', ?,
        rtrim(translate(encode(sha256(id::text::bytea), 'base64'), '+/', '-_'), '='), now()
      FROM users WHERE handle LIKE 'bench-%'
      """;

  private static final int KEY_BYTES = 32;

  private final List<Somebody> people;
  private final KeyPair deviceKey;

  private Crowd(List<Somebody> people, KeyPair deviceKey) {
    this.people = List.copyOf(people);
    this.deviceKey = deviceKey;
  }

  /** One of them, with a token that is good for an hour. */
  record Somebody(String handle, UUID device, String token) {}

  static Crowd gather(Connection database) {
    try (Statement statement = database.createStatement();
        PreparedStatement devices = database.prepareStatement(DEVICES)) {
      KeyPair deviceKey = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      statement.executeUpdate(USERS);
      devices.setString(1, published(deviceKey));
      devices.executeUpdate();
      statement.execute("ANALYZE users, devices");
      TokenSigner signer = signer(statement);
      Instant end = Instant.now().plus(TOKEN_LIFE);
      List<Somebody> people = new ArrayList<>();
      ResultSet rows =
          statement.executeQuery(
              "SELECT u.id, u.handle, d.id FROM users u JOIN devices d ON d.user_id = u.id"
                  + " WHERE d.name = 'bench' ORDER BY u.id LIMIT "
                  + SENDERS);
      while (rows.next()) {
        UUID device = rows.getObject(3, UUID.class);
        AccessClaims claims =
            new AccessClaims(rows.getObject(1, UUID.class), device, rows.getString(2), end);
        people.add(new Somebody(claims.handle(), device, signer.sign(claims)));
      }
      return new Crowd(people, deviceKey);
    } catch (SQLException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RFC 8032; the point stands at the end of the encoded key. */
  private static String published(KeyPair key) {
    byte[] encoded = key.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
  }

  private static TokenSigner signer(Statement statement)
      throws SQLException, GeneralSecurityException {
    ResultSet key =
        statement.executeQuery(
            "SELECT id, private_key FROM signing_keys ORDER BY created_at DESC LIMIT 1");
    if (!key.next()) {
      throw new IllegalStateException("the registry has made no key");
    }
    return new TokenSigner(
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key.getBytes(2))),
        key.getString(1));
  }

  /** Those who are signed in. */
  List<Somebody> people() {
    return people;
  }

  /** All devices sign with the same one. */
  PrivateKey deviceKey() {
    return deviceKey.getPrivate();
  }
}
