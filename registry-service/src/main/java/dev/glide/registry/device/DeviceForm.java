package dev.glide.registry.device;

import dev.glide.registry.codec.Base64Url;
import dev.glide.registry.codec.Ed25519;
import dev.glide.registry.problem.Refusal;
import dev.glide.shared.api.NewDevice;
import java.security.spec.InvalidKeySpecException;
import org.jspecify.annotations.Nullable;

/** What a device must say of itself. */
public final class DeviceForm {
  private static final int MAX_NAME_LENGTH = 64;
  private static final int SEAL_KEY_BYTES = 32;

  private DeviceForm() {}

  /**
   * Checks a device.
   *
   * @return the same
   * @throws dev.glide.shared.error.GlideException {@code malformed}
   */
  public static NewDevice checked(@Nullable NewDevice device) {
    if (device == null) {
      throw Refusal.malformed("device is missing");
    }
    checkName(device.name());
    byte[] signKey = Base64Url.exactly("signKey", device.signKey(), Ed25519.KEY_BYTES);
    Base64Url.exactly("sealKey", device.sealKey(), SEAL_KEY_BYTES);
    try {
      Ed25519.publicKey(signKey);
    } catch (InvalidKeySpecException e) {
      throw Refusal.malformed("signKey is not an Ed25519 key");
    }
    return device;
  }

  private static void checkName(@Nullable String name) {
    if (name == null
        || name.isBlank()
        || name.codePointCount(0, name.length()) > MAX_NAME_LENGTH
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw Refusal.malformed("a device's name must be 1 to 64 printable characters");
    }
  }
}
