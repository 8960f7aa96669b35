package dev.glide.cli.identity;

import io.avaje.jsonb.Json;

/** The file form of {@link DeviceKeyPairs}: secret keys, base64url. */
@Json
record StoredKeys(String sign, String seal) {
  @Override
  public String toString() {
    return "StoredKeys[…]";
  }
}
