package dev.glide.runtime.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a message in Protocol Buffers' binary form, as far as they have a length: texts,
 * bytes, messages.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
record Protobuf(List<Field> fields) {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  /** One of them. */
  record Field(int number, ByteBuffer bytes) {}

  static Protobuf read(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int tag = (int) varint(bytes);
      switch (tag & 7) {
        case VARINT -> varint(bytes);
        case FIXED_64 -> bytes.getLong();
        case FIXED_32 -> bytes.getInt();
        case LENGTH -> {
          int length = (int) varint(bytes);
          fields.add(new Field(tag >>> 3, bytes.slice(bytes.position(), length)));
          bytes.position(bytes.position() + length);
        }
        default -> throw new IllegalArgumentException("no wire type " + (tag & 7));
      }
    }
    return new Protobuf(fields);
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  List<Protobuf> messages(int number) {
    return fields.stream()
        .filter(each -> each.number() == number)
        .map(Protobuf::array)
        .map(Protobuf::read)
        .toList();
  }

  /** The first of a number; nothing if there is none. */
  byte[] bytes(int number) {
    return fields.stream()
        .filter(each -> each.number() == number)
        .map(Protobuf::array)
        .findFirst()
        .orElse(new byte[0]);
  }

  private static byte[] array(Field field) {
    byte[] bytes = new byte[field.bytes().remaining()];
    field.bytes().duplicate().get(bytes);
    return bytes;
  }

  String text(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }
}
