package dev.glide.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glide.cli.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://Glide.Example, https://glide.example",
    "https://glide.example:443/, https://glide.example",
    "glide.example:8443, https://glide.example:8443",
    "http://127.0.0.1:8420, http://127.0.0.1:8420",
    "localhost:8420, http://localhost:8420",
    "http://[::1]:8420, http://[::1]:8420",
    "https://[2001:db8::1], https://[2001:db8::1]",
  })
  void readsWhatPeopleWrite(String text, String origin) throws Failure {
    assertThat(ServerAddress.parse(text, false).origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://",
        "ftp://glide.example",
        "https://glide.example/path",
        "https://glide.example?x=y",
        "https://me@glide.example",
        "https://glide.example:99999",
        "https://gli de.example",
        "http://glide.example:0"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> ServerAddress.parse(text, true))
        .extracting(Failure::code)
        .isEqualTo("server-address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://glide.example", "http://192.168.1.2:8420", "http://127.evil.example"})
  void refusesPlainHttpToOtherMachines(String text) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> ServerAddress.parse(text, false))
        .extracting(Failure::code)
        .isEqualTo("insecure-http");
  }

  @Test
  void takesPlainHttpWhenToldSo() throws Failure {
    assertThat(ServerAddress.parse("http://192.168.1.2:8420", true).origin())
        .isEqualTo("http://192.168.1.2:8420");
  }
}
