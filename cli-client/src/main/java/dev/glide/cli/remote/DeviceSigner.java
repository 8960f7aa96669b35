package dev.glide.cli.remote;

import dev.glide.cli.failure.Failure;
import java.util.UUID;

/** Signs in the name of this device; the key itself stays where it is. */
public interface DeviceSigner {
  UUID device();

  /**
   * An Ed25519 signature.
   *
   * @throws Failure if the key can't be read
   */
  byte[] sign(byte[] message) throws Failure;
}
