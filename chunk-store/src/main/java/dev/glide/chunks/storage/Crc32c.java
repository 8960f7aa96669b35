package dev.glide.chunks.storage;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** A CRC32C (RFC 3720); as text eight lower-case hexadecimal digits. */
public record Crc32c(int value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}");

  public static Crc32c of(CRC32C sum) {
    return new Crc32c((int) sum.getValue());
  }

  /** Reads what {@link #toString} wrote; empty if the text is anything else. */
  public static Optional<Crc32c> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new Crc32c(HexFormat.fromHexDigits(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
