package dev.glide.cli.remote;

import java.util.UUID;

/** Signs in the name of this device; the key itself stays where it is. */
public interface DeviceSigner {
  UUID device();

  /** An Ed25519 signature. */
  byte[] sign(byte[] message);
}
