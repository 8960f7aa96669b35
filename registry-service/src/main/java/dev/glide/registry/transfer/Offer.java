package dev.glide.registry.transfer;

import dev.glide.registry.codec.Base64Url;
import dev.glide.registry.codec.Ed25519;
import dev.glide.registry.codec.Sha256;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.Limits;
import dev.glide.shared.api.NewTransfer;
import dev.glide.shared.api.SealedKey;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a sender asks to offer, once it has been found to be well-formed and within limits. */
final class Offer {
  private final NewTransfer asked;
  private final ChunkLayout chunks;
  private final byte[] manifest;
  private final String manifestDigest;
  private final Map<UUID, String> keys;
  private final Duration life;

  private Offer(NewTransfer asked) {
    this.asked = asked;
    checkRecipients(asked.recipients());
    this.keys = checkedKeys(asked.keys());
    Base64Url.upTo("summary", asked.summary(), Limits.MAX_SUMMARY_BYTES);
    Base64Url.exactly("signature", asked.signature(), Ed25519.SIGNATURE_BYTES);
    this.manifest = Base64Url.upTo("manifest", asked.manifest(), Limits.MAX_MANIFEST_BYTES);
    this.manifestDigest = Sha256.of(manifest);
    this.chunks = checkedChunks(asked.chunks());
    this.life = checkedLife(asked.expiresInSeconds());
  }

  /**
   * Checks what was asked for.
   *
   * @throws dev.glide.shared.error.GlideException {@code malformed} or {@code too-large}
   */
  static Offer of(@Nullable NewTransfer asked) {
    if (asked == null) {
      throw Refusal.malformed("the body is missing");
    }
    return new Offer(asked);
  }

  private static void checkRecipients(List<String> recipients) {
    if (recipients.isEmpty()) {
      throw Refusal.malformed("a transfer needs a recipient");
    }
    if (recipients.size() > Limits.MAX_RECIPIENTS) {
      throw Refusal.tooLarge("recipients", Limits.MAX_RECIPIENTS, recipients.size());
    }
    Set<String> seen = new HashSet<>();
    for (String recipient : recipients) {
      if (!seen.add(recipient)) {
        throw Refusal.malformed("a recipient is named twice");
      }
    }
  }

  private static Map<UUID, String> checkedKeys(List<SealedKey> keys) {
    int most = (Limits.MAX_RECIPIENTS + 1) * Limits.MAX_DEVICES;
    if (keys.size() > most) {
      throw Refusal.tooLarge("sealed keys", most, keys.size());
    }
    for (SealedKey key : keys) {
      if (key.device() == null) {
        throw Refusal.malformed("a sealed key names no device");
      }
      Base64Url.upTo("sealed key", key.sealed(), Limits.MAX_SEALED_KEY_BYTES);
    }
    try {
      return keys.stream()
          .collect(Collectors.toUnmodifiableMap(SealedKey::device, SealedKey::sealed));
    } catch (IllegalStateException e) {
      throw Refusal.malformed("a device has two sealed keys");
    }
  }

  private static ChunkLayout checkedChunks(@Nullable ChunkLayout chunks) {
    if (chunks == null) {
      throw Refusal.malformed("chunks is missing");
    }
    return chunks;
  }

  private static Duration checkedLife(@Nullable Long seconds) {
    if (seconds == null) {
      return Limits.DEFAULT_EXPIRY;
    }
    if (seconds < 1) {
      throw Refusal.malformed("expiresInSeconds must be at least 1");
    }
    if (seconds > Limits.MAX_EXPIRY.toSeconds()) {
      throw Refusal.tooLarge("seconds until expiry", Limits.MAX_EXPIRY.toSeconds(), seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  /** SHA-256 over every field, each with its length, so that no two offers share it. */
  String bodyDigest() {
    MessageDigest digest = Sha256.start();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      writeAll(out, asked.recipients());
      out.writeInt(asked.keys().size());
      for (SealedKey key : asked.keys()) {
        out.writeUTF(key.device().toString());
        out.writeUTF(key.sealed());
      }
      writeAll(out, List.of(asked.summary(), manifestDigest, asked.signature()));
      out.writeInt(chunks.chunkBytes());
      out.writeLong(chunks.totalBytes());
      out.writeBoolean(asked.open());
      out.writeBoolean(asked.live());
      out.writeLong(life.toSeconds());
    } catch (IOException e) {
      throw new IllegalStateException("a digest that can't be written to", e);
    }
    return Base64Url.encode(digest.digest());
  }

  private static void writeAll(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  List<String> recipients() {
    return asked.recipients();
  }

  /** Sealed keys by device. */
  Map<UUID, String> keys() {
    return keys;
  }

  /** The sealed manifest itself, not a copy. */
  byte[] manifest() {
    return manifest;
  }

  String manifestDigest() {
    return manifestDigest;
  }

  String summary() {
    return asked.summary();
  }

  String signature() {
    return asked.signature();
  }

  ChunkLayout chunks() {
    return chunks;
  }

  boolean open() {
    return asked.open();
  }

  boolean live() {
    return asked.live();
  }

  Duration life() {
    return life;
  }

  /** What it takes of a quota: nothing if it is never stored. */
  long reservedBytes() {
    return live() ? 0 : chunks.maxSealedTotal() + manifest.length;
  }
}
