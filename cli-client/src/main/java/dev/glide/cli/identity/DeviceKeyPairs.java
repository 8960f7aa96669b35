package dev.glide.cli.identity;

import dev.glide.cli.seal.Fingerprint;
import dev.glide.cli.seal.OpeningKey;
import dev.glide.cli.seal.SigningKey;
import dev.glide.shared.api.NewDevice;
import java.util.Base64;

/** This device's two secret keys: one to sign, one to open what was sealed to it. */
public final class DeviceKeyPairs {
  private final SigningKey signing;
  private final OpeningKey opening;

  DeviceKeyPairs(SigningKey signing, OpeningKey opening) {
    this.signing = signing;
    this.opening = opening;
  }

  static DeviceKeyPairs generate() {
    return new DeviceKeyPairs(SigningKey.generate(), OpeningKey.generate());
  }

  public SigningKey signing() {
    return signing;
  }

  public OpeningKey opening() {
    return opening;
  }

  /** What the registry gets to know. */
  public NewDevice announced(String name) {
    Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
    return new NewDevice(
        name, text.encodeToString(signing.publicKey()), text.encodeToString(opening.publicKey()));
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(signing.publicKey(), opening.publicKey());
  }

  @Override
  public String toString() {
    return "DeviceKeyPairs[" + fingerprint() + "]";
  }
}
