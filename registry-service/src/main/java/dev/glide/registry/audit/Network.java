package dev.glide.registry.audit;

import java.net.InetAddress;

/**
 * A range of addresses, such as {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
 *
 * @param prefixBits how many leading bits an address has to share with it
 */
record Network(InetAddress base, int prefixBits) {
  Network {
    if (prefixBits < 0 || prefixBits > base.getAddress().length * 8) {
      throw new IllegalArgumentException("not so many bits in an address: /" + prefixBits);
    }
  }

  /**
   * Reads one, without asking a name server.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    try {
      if (slash < 0) {
        InetAddress single = InetAddress.ofLiteral(text);
        return new Network(single, single.getAddress().length * 8);
      }
      return new Network(
          InetAddress.ofLiteral(text.substring(0, slash)),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "“" + text + "” is not a network such as 10.0.0.0/8 or fd00::/8", e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int wholeBytes = prefixBits / 8;
    for (int i = 0; i < wholeBytes; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int mask = 0xff00 >> (prefixBits % 8) & 0xff;
    return mask == 0 || (mine[wholeBytes] & mask) == (other[wholeBytes] & mask);
  }
}
