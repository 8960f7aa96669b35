package dev.glide.cli.identity;

import dev.glide.cli.seal.Fingerprint;
import dev.glide.shared.api.DeviceKeys;
import io.avaje.jsonb.Json;
import java.util.Base64;
import java.util.UUID;

/** A device of a person as it was when it was first trusted; keys are base64url. */
@Json
public record PinnedDevice(UUID id, String name, String signKey, String sealKey) {
  private static final int KEY_BYTES = 32;

  public static PinnedDevice of(DeviceKeys device) {
    return new PinnedDevice(device.id(), device.name(), device.signKey(), device.sealKey());
  }

  /**
   * The raw public key that the device signs with.
   *
   * @throws IllegalArgumentException if it is no key
   */
  public byte[] signKeyBytes() {
    return key(signKey);
  }

  /** As {@link #signKeyBytes}, for the key that is sealed to. */
  public byte[] sealKeyBytes() {
    return key(sealKey);
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(signKeyBytes(), sealKeyBytes());
  }

  boolean hasKeysOf(PinnedDevice other) {
    return signKey.equals(other.signKey) && sealKey.equals(other.sealKey);
  }

  private static byte[] key(String text) {
    byte[] key = Base64.getUrlDecoder().decode(text);
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    return key;
  }
}
