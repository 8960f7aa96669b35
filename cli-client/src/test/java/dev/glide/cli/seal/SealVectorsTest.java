package dev.glide.cli.seal;

import static dev.glide.cli.VectorFile.object;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.cli.VectorFile;
import dev.glide.shared.chunk.ChunkLayout;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final UUID TRANSFER = UUID.fromString("018f2d3c-4b5a-4678-9abc-def012345678");
  private static final UUID DEVICE = UUID.fromString("5c0e8f6a-1d2b-4c3d-8e9f-a0b1c2d3e4f5");
  private static final byte[] SALT = counting(0xa0, ChunkLayout.SALT_BYTES);
  private static final TransferKey KEY = TransferKey.of(counting(0, TransferKey.BYTES));
  private static final SealingKeys KEYS = SealingKeys.of(KEY, TRANSFER);
  private static final int[] SIZES = {0, 1, 65_534, 65_535, 65_536, 65_537, 131_071, 200_000};

  /** Three hundred times "a", as a zstd frame of one run-length block. */
  private static final byte[] ZSTD_FRAME = HEX.parseHex("28b52ffd602c0063090061");

  @Test
  void bodies() throws Exception {
    List<Object> bodies = new ArrayList<>();
    for (int size : SIZES) {
      bodies.add(body("chunk 5", new Body.Chunk(5, false), BodySealer.PLAIN, content(size)));
    }
    bodies.add(body("chunk 5, last", new Body.Chunk(5, true), BodySealer.PLAIN, content(10)));
    bodies.add(body("chunk 0", new Body.Chunk(0, false), BodySealer.COMPRESSED, ZSTD_FRAME));
    bodies.add(body("manifest", Body.Single.MANIFEST, BodySealer.PLAIN, content(10)));
    bodies.add(body("summary", Body.Single.SUMMARY, BodySealer.PLAIN, content(10)));
    bodies.add(body("trailer", Body.Single.TRAILER, BodySealer.PLAIN, content(10)));
    VectorFile.assertRecomputed(
        "bodies.json",
        object(
            "about",
            "Byte i of the content is (i * 7 + i / 251) mod 256, unless it is given as payload;"
                + " long bodies are given by their SHA-256",
            "transferKey",
            hex(KEY.bytes()),
            "transfer",
            TRANSFER.toString(),
            "manifestKey",
            derived("manifest"),
            "chunkKey",
            derived("chunk"),
            "sessionKey",
            hex(KEYS.sessionKey()),
            "salt",
            hex(SALT),
            "bodies",
            bodies));
  }

  @Test
  void sealedKey() throws IOException, NotAuthentic {
    OpeningKey device = OpeningKey.of(counting(0x20, OpeningKey.BYTES));
    OpeningKey ephemeral = OpeningKey.of(counting(0x40, OpeningKey.BYTES));
    byte[] sealed = SealedKeys.seal(KEY, TRANSFER, DEVICE, device.publicKey(), ephemeral.pair());
    assertThat(SealedKeys.open(sealed, TRANSFER, DEVICE, device)).isEqualTo(KEY);
    VectorFile.assertRecomputed(
        "sealed-key.json",
        object(
            "transferKey",
            hex(KEY.bytes()),
            "transfer",
            TRANSFER.toString(),
            "device",
            DEVICE.toString(),
            "deviceSecret",
            hex(device.bytes()),
            "devicePublic",
            hex(device.publicKey()),
            "ephemeralSecret",
            hex(ephemeral.bytes()),
            "sealed",
            hex(sealed)));
  }

  @Test
  void signatures() throws IOException, NotAuthentic {
    SigningKey signing = SigningKey.of(counting(0x60, SigningKey.BYTES));
    byte[] seal = OpeningKey.of(counting(0x20, OpeningKey.BYTES)).publicKey();
    byte[] newSign = SigningKey.of(counting(0x80, SigningKey.BYTES)).publicKey();
    byte[] newSeal = OpeningKey.of(counting(0x40, OpeningKey.BYTES)).publicKey();
    byte[] summary = "sealed summary".getBytes(US_ASCII);
    byte[] manifest = "sealed manifest".getBytes(US_ASCII);
    byte[] offer = OfferSignature.sign(signing, TRANSFER, summary, manifest);
    byte[] endorsement = DeviceEndorsement.sign(signing, "bob", newSign, newSeal);
    Fingerprint mine = Fingerprint.of(signing.publicKey(), seal);
    Fingerprint theirs = Fingerprint.of(newSign, newSeal);
    OfferSignature.verify(
        signing.publicKey(), offer, TRANSFER, summary, OfferSignature.digest(manifest));
    DeviceEndorsement.verify(signing.publicKey(), endorsement, "bob", newSign, newSeal);
    VectorFile.assertRecomputed(
        "signatures.json",
        object(
            "signSecret", hex(signing.bytes()),
            "signKey", hex(signing.publicKey()),
            "sealKey", hex(seal),
            "transfer", TRANSFER.toString(),
            "sealedSummary", hex(summary),
            "sealedManifest", hex(manifest),
            "offerSignature", hex(offer),
            "newHandle", "bob",
            "newSignKey", hex(newSign),
            "newSealKey", hex(newSeal),
            "endorsement", hex(endorsement),
            "fingerprint", mine.toString(),
            "newFingerprint", theirs.toString(),
            "fingerprintOfBoth", Fingerprint.ofPeople(List.of(mine), List.of(theirs)).toString()));
  }

  private static Map<String, Object> body(String name, Body body, byte flag, byte[] payload)
      throws NotAuthentic {
    byte[] out = new byte[ChunkLayout.sealedBytes(payload.length)];
    byte[] sealed;
    try (BodySealer sealer = new BodySealer(KEYS, salts())) {
      sealed = Arrays.copyOf(out, sealer.seal(body, flag, payload, payload.length, out));
    }
    boolean plain = flag == BodySealer.PLAIN;
    byte[] opened = new BodyOpener(KEYS).open(body, sealed, Math.max(300, payload.length));
    assertThat(opened).isEqualTo(plain ? payload : "a".repeat(300).getBytes(US_ASCII));
    return object(
        "body",
        name,
        "flag",
        (int) flag,
        "contentBytes",
        opened.length,
        plain ? "contentSha256" : "payload",
        plain ? hex(Sha256.of(payload)) : hex(payload),
        "sealedBytes",
        sealed.length,
        sealed.length > 200 ? "sealedSha256" : "sealed",
        hex(sealed.length > 200 ? Sha256.of(sealed) : sealed));
  }

  private static String derived(String use) {
    byte[] info = ("glide/v1/" + use).getBytes(US_ASCII);
    return hex(Hkdf.derive(KEY.bytes(), Bytes.of(TRANSFER), info));
  }

  private static SecureRandom salts() {
    return new SecureRandom() {
      private static final long serialVersionUID = 1L;

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(SALT, 0, bytes, 0, bytes.length);
      }
    };
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (i * 7 + i / 251);
    }
    return content;
  }

  private static byte[] counting(int from, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
