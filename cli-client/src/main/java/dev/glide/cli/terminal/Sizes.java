package dev.glide.cli.terminal;

/** Amounts of bytes in words: decimal units (1 kB is 1000 bytes), three digits that matter. */
public final class Sizes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Sizes() {}

  /** Such as {@code 0 B}, {@code 999 B}, {@code 1.23 kB}, {@code 45.6 MB}, {@code 789 GB}. */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    int unit = 0;
    double value = bytes / 1000.0;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    return threeDigits(value) + " " + UNITS[unit];
  }

  public static String rate(double bytesPerSecond) {
    return text(Math.round(bytesPerSecond)) + "/s";
  }

  /** Without a formatter: that one costs a short command more than all the rest of its output. */
  private static String threeDigits(double value) {
    if (value >= 99.95) {
      return Long.toString(Math.round(value));
    }
    return value >= 9.995
        ? decimals(Math.round(value * 10), 10)
        : decimals(Math.round(value * 100), 100);
  }

  private static String decimals(long scaled, int scale) {
    String fraction = Long.toString(scale + scaled % scale).substring(1);
    return scaled / scale + "." + fraction;
  }
}
