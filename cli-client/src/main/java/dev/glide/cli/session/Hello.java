package dev.glide.cli.session;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Locale;

/** The first bytes of each side on a lane, in the clear; the keys of the lane come from both. */
final class Hello {
  static final int BYTES = 40;

  /** Never the first letter of a relay's own line, which may come instead. */
  private static final int VERSION = 1;

  private static final int RANDOM_BYTES = 32;

  private Hello() {}

  static byte[] of(Side side, int lane, int epoch, SecureRandom random) {
    byte[] fresh = new byte[RANDOM_BYTES];
    random.nextBytes(fresh);
    return ByteBuffer.allocate(BYTES)
        .put((byte) VERSION)
        .put((byte) side.code())
        .put((byte) lane)
        .put((byte) 0)
        .putInt(epoch)
        .put(fresh)
        .array();
  }

  /**
   * Looks whether this is what the other side must say.
   *
   * @throws Garbled if it is of another version, side, lane or epoch
   */
  static void check(byte[] hello, Side expected, int lane, int epoch) throws Garbled {
    ByteBuffer in = ByteBuffer.wrap(hello);
    int version = in.get();
    if (version != VERSION) {
      throw new Garbled("the other side speaks version " + version + ", this one " + VERSION);
    }
    if (in.get() != expected.code()) {
      throw new Garbled("the other side is not the " + expected.name().toLowerCase(Locale.ROOT));
    }
    if (in.get() != lane || in.get() != 0 || in.getInt() != epoch) {
      throw new Garbled("the other side is on another lane");
    }
  }
}
