package dev.glide.registry.auth;

import dev.glide.registry.codec.Ed25519;
import dev.glide.registry.codec.Sha256;
import dev.glide.registry.database.ClusterLock;
import dev.glide.registry.database.Times;
import dev.glide.shared.token.TokenSigner;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign tickets and access tokens. They are made once and stand in the database, so
 * that every process on it signs with the same one; the newest signs, all verify. A key that
 * another process has added is found when the first token signed with it arrives.
 */
@Singleton
public final class SigningKeys implements VerificationKeyResolver {
  private static final Duration RELOAD_PAUSE = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final Clock clock;
  private volatile @Nullable Ring ring;

  SigningKeys(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    ring();
  }

  public TokenSigner signer() {
    return ring().signer();
  }

  /** Public keys by key id, the newest first. */
  public Map<String, PublicKey> publicKeys() {
    return ring().keys();
  }

  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    String id = token.getKeyIdHeaderValue();
    Key key = id == null ? null : ring().keys().get(id);
    if (key == null && id != null) {
      key = reloaded().keys().get(id);
    }
    if (key == null) {
      throw new UnresolvableKeyException("no key of this id");
    }
    return key;
  }

  private Ring ring() {
    Ring present = ring;
    return present == null ? load(Instant.MIN) : present;
  }

  /** Strangers who make up key ids cost one query every few seconds. */
  private Ring reloaded() {
    return load(clock.instant().minus(RELOAD_PAUSE));
  }

  private synchronized Ring load(Instant unlessSince) {
    Ring present = ring;
    if (present == null || present.loadedAt().isBefore(unlessSince)) {
      present = jdbi.inTransaction(this::read);
      ring = present;
    }
    return present;
  }

  private Ring read(Handle handle) {
    List<Stored> stored = stored(handle);
    if (stored.isEmpty()) {
      ClusterLock.SIGNING_KEY.take(handle);
      stored = stored(handle);
    }
    if (stored.isEmpty()) {
      stored = List.of(make(handle));
    }
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    stored.forEach(each -> keys.put(each.id(), each.pair().getPublic()));
    Stored newest = stored.getFirst();
    return new Ring(
        new TokenSigner(newest.pair().getPrivate(), newest.id()), keys, clock.instant());
  }

  private static List<Stored> stored(Handle handle) {
    return handle
        .createQuery("SELECT * FROM signing_keys ORDER BY created_at DESC, id")
        .map((row, context) -> stored(row))
        .list();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    try {
      return new Stored(
          row.getString("id"),
          new KeyPair(
              Ed25519.factory().generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
              Ed25519.factory()
                  .generatePrivate(new PKCS8EncodedKeySpec(row.getBytes("private_key")))));
    } catch (GeneralSecurityException e) {
      throw new SQLException("a stored signing key can't be read", e);
    }
  }

  private Stored make(Handle handle) {
    KeyPair pair = generate();
    byte[] publicKey = pair.getPublic().getEncoded();
    Stored made = new Stored(Sha256.of(publicKey).substring(0, 16), pair);
    handle
        .createUpdate(
            "INSERT INTO signing_keys (id, private_key, public_key, created_at)"
                + " VALUES (:id, :private, :public, :at)")
        .bind("id", made.id())
        .bind("private", pair.getPrivate().getEncoded())
        .bind("public", publicKey)
        .bind("at", Times.now(clock))
        .execute();
    return made;
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without Ed25519", e);
    }
  }

  private record Stored(String id, KeyPair pair) {}

  private record Ring(TokenSigner signer, Map<String, PublicKey> keys, Instant loadedAt) {}
}
