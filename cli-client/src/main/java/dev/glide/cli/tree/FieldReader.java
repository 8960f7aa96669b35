package dev.glide.cli.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;

/**
 * Reads what {@link FieldWriter} wrote, never beyond its end. Everything malformed is an {@link
 * IllegalArgumentException}.
 */
final class FieldReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  FieldReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private FieldReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  int octet() {
    return bytes[advance(1)] & 0xff;
  }

  /** At most 63 bits. */
  long number() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 63 bits");
  }

  /** A number that is used as a size or an index. */
  int number(int max, String what) {
    long value = number();
    if (value > max) {
      throw new IllegalArgumentException("%s is %d, at most %d".formatted(what, value, max));
    }
    return (int) value;
  }

  byte[] raw(int length) {
    int start = advance(length);
    byte[] value = new byte[length];
    System.arraycopy(bytes, start, value, 0, length);
    return value;
  }

  String text(int maxBytes, String what) {
    int length = number(maxBytes, "length of " + what);
    int start = advance(length);
    for (int i = start; i < start + length; i++) {
      if (bytes[i] < 0) {
        return unicode(start, length, what);
      }
    }
    return new String(bytes, start, length, UTF_8);
  }

  Instant time() {
    long coded = number();
    long seconds = (coded >>> 1) ^ -(coded & 1);
    if (Math.abs(seconds) > EntryLimits.MAX_EPOCH_SECONDS) {
      throw new IllegalArgumentException("a time out of range");
    }
    return Instant.ofEpochSecond(seconds, number(999_999_999, "nanoseconds"));
  }

  /** The next record; whatever of it is not read is skipped. */
  FieldReader record() {
    int length = number(end - at, "length of a record");
    int start = advance(length);
    return new FieldReader(bytes, start, start + length);
  }

  /** Bytes from the start of what was given to the first reader. */
  int position() {
    return at;
  }

  private String unicode(int start, int length, String what) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(what + " is not UTF-8", e);
    }
  }

  private int advance(int length) {
    if (length > end - at) {
      throw new IllegalArgumentException("ends too soon");
    }
    int start = at;
    at += length;
    return start;
  }
}
