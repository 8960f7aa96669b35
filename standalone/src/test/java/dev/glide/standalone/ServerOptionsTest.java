package dev.glide.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glide.standalone.ServerOptions.SignUp;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {
  @Test
  void listensOnLoopbackWhenNothingIsSaid() throws ServerFailure {
    ServerOptions options = ServerOptions.parse();
    assertThat(options.port()).isEqualTo(8420);
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.signUp()).isEqualTo(SignUp.OPEN);
    assertThat(options.data()).isEmpty();
    assertThat(options.tls()).isEmpty();
  }

  @Test
  void takesValuesBehindASpaceOrAnEqualsSign() throws ServerFailure {
    ServerOptions options =
        ServerOptions.parse("--port", "0", "--host=::1", "--data=a=b", "--sign-up", "invite");
    assertThat(options.port()).isZero();
    assertThat(options.host()).isEqualTo("::1");
    assertThat(options.data()).contains(Path.of("a=b"));
    assertThat(options.signUp()).isEqualTo(SignUp.INVITE);
  }

  @Test
  void takesCertificateAndKeyTogether() throws ServerFailure {
    assertThat(ServerOptions.parse("--tls-cert", "c.pem", "--tls-key", "k.pem").tls())
        .contains(new TlsFiles(Path.of("c.pem"), Path.of("k.pem")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port x",
        "--port -1",
        "--port 65536",
        "--port",
        "--port=",
        "--port 1 --port 2",
        "--host",
        "--sign-up Open",
        "--sign-up nobody",
        "--tls-cert c.pem",
        "--tls-key k.pem",
        "--colour red",
        "extra"
      })
  void refusesWhatItCantUse(String line) {
    assertThatThrownBy(() -> ServerOptions.parse(line.split(" ")))
        .isInstanceOfSatisfying(
            ServerFailure.class, failure -> assertThat(failure.exitCode()).isEqualTo(2));
  }
}
