package dev.glide.registry.auth;

import dev.glide.registry.codec.Ed25519;
import dev.glide.registry.codec.Sha256;
import dev.glide.registry.database.Times;
import dev.glide.shared.token.TokenSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A signing key as it stands in the database. */
record StoredKey(String id, KeyPair pair, Instant createdAt) {
  private static final int ID_LENGTH = 16;

  /** The newest first. */
  static List<StoredKey> all(Handle db) {
    return db.createQuery("SELECT * FROM signing_keys ORDER BY created_at DESC, id")
        .map((row, context) -> read(row))
        .list();
  }

  static StoredKey make(Handle db, Instant now) {
    KeyPair pair = generate();
    byte[] publicKey = pair.getPublic().getEncoded();
    StoredKey made = new StoredKey(Sha256.of(publicKey).substring(0, ID_LENGTH), pair, now);
    db.createUpdate(
            "INSERT INTO signing_keys (id, private_key, public_key, created_at)"
                + " VALUES (:id, :private, :public, :at)")
        .bind("id", made.id())
        .bind("private", pair.getPrivate().getEncoded())
        .bind("public", publicKey)
        .bind("at", now)
        .execute();
    return made;
  }

  void forget(Handle db) {
    db.createUpdate("DELETE FROM signing_keys WHERE id = :id").bind("id", id).execute();
  }

  /** Returns how many there were. */
  static int forgetAllBut(Handle db, StoredKey kept) {
    return db.createUpdate("DELETE FROM signing_keys WHERE id <> :id")
        .bind("id", kept.id())
        .execute();
  }

  TokenSigner signer() {
    return new TokenSigner(pair.getPrivate(), id);
  }

  private static StoredKey read(ResultSet row) throws SQLException {
    try {
      return new StoredKey(
          row.getString("id"),
          new KeyPair(
              Ed25519.factory().generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
              Ed25519.factory()
                  .generatePrivate(new PKCS8EncodedKeySpec(row.getBytes("private_key")))),
          Times.read(row, "created_at"));
    } catch (GeneralSecurityException e) {
      throw new SQLException("a stored signing key can't be read", e);
    }
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a JDK without Ed25519", e);
    }
  }
}
