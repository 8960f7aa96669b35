package dev.glide.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.00 kB",
    "1234, 1.23 kB",
    "9994, 9.99 kB",
    "9996, 10.0 kB",
    "99949, 99.9 kB",
    "99951, 100 kB",
    "999499, 999 kB",
    "999500, 1.00 MB",
    "205000000, 205 MB",
    "1073741824, 1.07 GB",
    "9223372036854775807, 9.22 EB"
  })
  void saysThreeDigits(long bytes, String words) {
    assertThat(Sizes.text(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B/s", "1499.6, 1.50 kB/s", "168000000, 168 MB/s"})
  void saysRates(double bytesPerSecond, String words) {
    assertThat(Sizes.rate(bytesPerSecond)).isEqualTo(words);
  }
}
