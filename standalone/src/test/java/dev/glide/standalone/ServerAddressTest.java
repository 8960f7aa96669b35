package dev.glide.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "false, 127.0.0.1, http://127.0.0.1:8420",
    "true,  glide.example, https://glide.example:8420",
    "false, ::1, http://[::1]:8420",
    "false, 0.0.0.0, http://127.0.0.1:8420",
    "true,  ::, https://[::1]:8420",
  })
  void isWrittenAsAClientWouldWriteIt(boolean tls, String host, String origin) {
    assertThat(new ServerAddress(tls, host, 8420).origin()).isEqualTo(origin);
  }
}
