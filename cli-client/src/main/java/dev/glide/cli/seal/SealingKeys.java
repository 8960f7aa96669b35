package dev.glide.cli.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** All keys of one transfer, one per use; safe for all threads. */
public final class SealingKeys {
  private final UUID transfer;
  private final byte[] manifestKey;
  private final byte[] chunkKey;
  private final TransferKey key;

  private SealingKeys(TransferKey key, UUID transfer) {
    this.transfer = transfer;
    this.key = key;
    this.manifestKey = derive("manifest");
    this.chunkKey = derive("chunk");
  }

  public static SealingKeys of(TransferKey key, UUID transfer) {
    return new SealingKeys(key, transfer);
  }

  public UUID transfer() {
    return transfer;
  }

  /** The key of the frames between two clients inside a session. */
  public byte[] sessionKey() {
    return derive("session");
  }

  /** The AES key of one sealed body. */
  SecretKey segmentKey(Body body, byte[] salt) {
    byte[] useKey =
        switch (body) {
          case Body.Chunk _ -> chunkKey;
          case Body.Single _ -> manifestKey;
        };
    return new SecretKeySpec(Hkdf.derive(useKey, salt, body.info(transfer)), "AES");
  }

  private byte[] derive(String use) {
    return Hkdf.derive(key.bytes(), Bytes.of(transfer), ("glide/v1/" + use).getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return "SealingKeys[secret]";
  }
}
