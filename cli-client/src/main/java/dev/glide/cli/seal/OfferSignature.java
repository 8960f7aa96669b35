package dev.glide.cli.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;

/** The sending device's word for what it offers. */
public final class OfferSignature {
  private static final byte[] LABEL = "glide/v1/offer".getBytes(US_ASCII);

  private OfferSignature() {}

  /** SHA-256 of a sealed manifest, by which the registry speaks of it. */
  public static byte[] digest(byte[] sealedManifest) {
    return Sha256.of(sealedManifest);
  }

  public static byte[] sign(
      SigningKey key, UUID transfer, byte[] sealedSummary, byte[] sealedManifest) {
    return key.sign(message(transfer, sealedSummary, digest(sealedManifest)));
  }

  /**
   * Checks an offer, also before its manifest is here.
   *
   * @param signKey the sending device's raw public key, as pinned
   * @param manifestDigest see {@link #digest}; the manifest itself must be checked against it
   * @throws NotAuthentic if the device has not signed this
   */
  public static void verify(
      byte[] signKey, byte[] signature, UUID transfer, byte[] sealedSummary, byte[] manifestDigest)
      throws NotAuthentic {
    SignatureCheck.verify(signKey, message(transfer, sealedSummary, manifestDigest), signature);
  }

  private static byte[] message(UUID transfer, byte[] sealedSummary, byte[] manifestDigest) {
    return Bytes.join(LABEL, Bytes.of(transfer), Sha256.of(sealedSummary), manifestDigest);
  }
}
