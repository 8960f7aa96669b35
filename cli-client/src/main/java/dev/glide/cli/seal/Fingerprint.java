package dev.glide.cli.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Collection;

/**
 * What two people read to each other to see that nobody has swapped their keys.
 *
 * @param digits {@link #GROUPS} groups of five digits, separated by spaces
 */
public record Fingerprint(String digits) {
  private static final int GROUPS = 8;
  private static final int GROUP_BYTES = 4;
  private static final long GROUP_RANGE = 100_000;
  private static final byte[] DEVICE = "glide/v1/fingerprint".getBytes(US_ASCII);
  private static final byte[] PEOPLE = "glide/v1/people".getBytes(US_ASCII);

  /** The fingerprint of one device, from its raw public keys. */
  public static Fingerprint of(byte[] signKey, byte[] sealKey) {
    return digits(
        Sha256.of(
            DEVICE,
            Bytes.requireLength(signKey, SigningKey.BYTES, "a sign key"),
            Bytes.requireLength(sealKey, OpeningKey.BYTES, "a seal key")));
  }

  /** The fingerprint of two people and all their devices: the same on both sides. */
  public static Fingerprint ofPeople(Collection<Fingerprint> mine, Collection<Fingerprint> theirs) {
    String one = person(mine);
    String other = person(theirs);
    String both = one.compareTo(other) <= 0 ? one + "\n" + other : other + "\n" + one;
    return digits(Sha256.of(PEOPLE, both.getBytes(US_ASCII)));
  }

  private static String person(Collection<Fingerprint> devices) {
    return String.join("/", devices.stream().map(Fingerprint::digits).sorted().toList());
  }

  private static Fingerprint digits(byte[] hash) {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      long value = 0;
      for (int i = 0; i < GROUP_BYTES; i++) {
        value = value << 8 | (hash[group * GROUP_BYTES + i] & 0xff);
      }
      String number = Long.toString(value % GROUP_RANGE);
      text.append(group == 0 ? "" : " ").repeat('0', 5 - number.length()).append(number);
    }
    return new Fingerprint(text.toString());
  }

  @Override
  public String toString() {
    return digits;
  }
}
