package dev.glide.shared.chunk;

import java.util.BitSet;
import java.util.StringJoiner;

/**
 * Chunk indexes written as ranges, both ends included, ascending: {@code "0-41,43,50-51"}; the
 * empty string is no chunk at all.
 */
public final class IndexRanges {
  private IndexRanges() {}

  public static String format(BitSet indexes) {
    StringJoiner text = new StringJoiner(",");
    for (int first = indexes.nextSetBit(0); first >= 0; ) {
      int end = indexes.nextClearBit(first);
      text.add(end - first == 1 ? Integer.toString(first) : first + "-" + (end - 1));
      first = indexes.nextSetBit(end);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #format} wrote.
   *
   * @param chunkCount indexes from 0 (inclusive) to this (exclusive) are allowed
   * @throws IllegalArgumentException if the text is malformed, not ascending, or beyond {@code
   *     chunkCount}
   */
  public static BitSet parse(String text, int chunkCount) {
    BitSet indexes = new BitSet(chunkCount);
    if (text.isEmpty()) {
      return indexes;
    }
    int previous = -1;
    int at = 0;
    while (at <= text.length()) {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      int dash = text.indexOf('-', at);
      boolean single = dash < 0 || dash > end;
      int first = number(text, at, single ? end : dash);
      int last = single ? first : number(text, dash + 1, end);
      if (first <= previous || last < first || last >= chunkCount) {
        throw new IllegalArgumentException("not ascending ranges below " + chunkCount);
      }
      indexes.set(first, last + 1);
      previous = last;
      at = end + 1;
    }
    return indexes;
  }

  private static int number(String text, int start, int end) {
    if (start >= end || end - start > 9) {
      throw new IllegalArgumentException("not a range of chunk indexes");
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not a range of chunk indexes");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
