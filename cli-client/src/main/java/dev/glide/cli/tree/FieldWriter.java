package dev.glide.cli.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;

/** Writes the fields of section 7 of the protocol document into a growing array. */
final class FieldWriter {
  private byte[] bytes;
  private int length;

  FieldWriter(int expectedBytes) {
    bytes = new byte[Math.max(16, expectedBytes)];
  }

  FieldWriter octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Seven bits a byte, least significant first, the highest bit set on all but the last. */
  FieldWriter number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a negative number: " + value);
    }
    room(10);
    long rest = value;
    while (rest > 0x7f) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  FieldWriter raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  FieldWriter text(String value) {
    byte[] encoded = value.getBytes(UTF_8);
    return number(encoded.length).raw(encoded);
  }

  /** Seconds since 1970, the sign in the lowest bit, and nanoseconds. */
  FieldWriter time(Instant value) {
    long seconds = value.getEpochSecond();
    return number((seconds << 1) ^ (seconds >> 63)).number(value.getNano());
  }

  /** All of {@code fields} as one record, which a reader can skip. */
  FieldWriter record(FieldWriter fields) {
    number(fields.length);
    room(fields.length);
    System.arraycopy(fields.bytes, 0, bytes, length, fields.length);
    length += fields.length;
    return this;
  }

  void clear() {
    length = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
