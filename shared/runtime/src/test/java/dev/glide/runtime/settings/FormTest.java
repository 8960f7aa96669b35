package dev.glide.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  @ParameterizedTest
  @ValueSource(strings = {"500ms", "30s", "10m", "24h", "7d", "15M", "0s", "5"})
  void takesTimes(String text) {
    assertThat(Form.duration().read(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "1w", "1 s", "1.5h", "off"})
  void refusesWhatIsNoTime(String text) {
    assertThat(Form.duration().read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a", "https://a.b:8443", "http://relay_1:80", "http://[::1]:80"})
  void takesOrigins(String text) {
    assertThat(Form.origin().read(text)).contains(text);
    assertThat(Form.origin().read(text + "/")).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a:80", "ftp://a", "http://", "http://a/b", "http://u@a", "http://a?b"})
  void refusesWhatIsNoOrigin(String text) {
    assertThat(Form.origin().read(text)).isEmpty();
  }

  @Test
  void takesSeveralOrigins() {
    assertThat(Form.origins().read("https://a, http://b:1")).isPresent();
    assertThat(Form.origins().read("https://a,b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.1", "0.05", "1", "1.0"})
  void takesShares(String text) {
    assertThat(Form.share().read(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.1", "-0.1", "2", "10%", ".5", "NaN"})
  void refusesWhatIsNoShare(String text) {
    assertThat(Form.share().read(text)).isEmpty();
  }

  @Test
  void takesSizes() {
    assertThat(Form.size().read("100G")).contains("100G");
    assertThat(Form.size().read("12")).contains("12");
    assertThat(Form.size().read("1.5G")).isEmpty();
    assertThat(Form.size().read("G")).isEmpty();
  }

  @Test
  void takesWordsInEitherCase() {
    assertThat(Form.oneOf("open", "closed").read("Open")).contains("open");
    assertThat(Form.oneOf("open", "closed").read("shut")).isEmpty();
    assertThat(Form.flag().expected()).isEqualTo("true or false");
  }

  @Test
  void takesNumbersWithinBounds() {
    assertThat(Form.number(2, 4).read("2")).isPresent();
    assertThat(Form.number(2, 4).read("4")).isPresent();
    assertThat(Form.number(2, 4).read("1")).isEmpty();
    assertThat(Form.number(2, 4).read("5")).isEmpty();
    assertThat(Form.number(0, Long.MAX_VALUE).read("9223372036854775808")).isEmpty();
  }
}
