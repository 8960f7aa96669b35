package dev.glide.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewaysTest {
  private static final InetAddress PEER = InetAddress.ofLiteral("10.1.2.3");

  private static String client(List<String> trusted, String... forwarded) {
    return new Gateways(Optional.of(trusted)).client(PEER, List.of(forwarded)).getHostAddress();
  }

  @Test
  void believesNobodyUnlessTold() {
    assertThat(new Gateways(Optional.empty()).client(PEER, List.of("203.0.113.9"))).isEqualTo(PEER);
    assertThat(client(List.of("10.2.0.0/16"), "203.0.113.9")).isEqualTo("10.1.2.3");
  }

  @Test
  void believesWhatATrustedGatewayHasAdded() {
    assertThat(client(List.of("10.0.0.0/8"), "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client(List.of("10.1.2.3"), "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
    assertThat(client(List.of("10.1.2.3"))).isEqualTo("10.1.2.3");
  }

  @Test
  void takesWhatTheClientHasMadeUpForNothing() {
    assertThat(client(List.of("10.0.0.0/8"), "198.51.100.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client(List.of("10.0.0.0/8"), "198.51.100.1", "203.0.113.9, 10.9.9.9"))
        .isEqualTo("203.0.113.9");
    assertThat(client(List.of("10.0.0.0/8"), "203.0.113.9, rubbish")).isEqualTo("10.1.2.3");
    assertThat(client(List.of("10.0.0.0/8"), "localhost")).isEqualTo("10.1.2.3");
  }

  @Test
  void looksNoFurtherThanAFewHops() {
    String many = "203.0.113.9" + ", 10.0.0.1".repeat(1000);
    assertThat(client(List.of("10.0.0.0/8"), many)).isEqualTo("10.0.0.1");
  }

  @Test
  void networksEndWithinBytes() {
    Network network = Network.parse("192.0.2.128/25");
    assertThat(network.contains(InetAddress.ofLiteral("192.0.2.129"))).isTrue();
    assertThat(network.contains(InetAddress.ofLiteral("192.0.2.127"))).isFalse();
    assertThat(network.contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(Network.parse("0.0.0.0/0").contains(PEER)).isTrue();
    assertThat(Network.parse("fd00::/8").contains(InetAddress.ofLiteral("fd12::1"))).isTrue();
  }

  @Test
  void refusesWhatIsNoNetwork() {
    for (String wrong : new String[] {"", "gateway", "10.0.0.0/33", "10.0.0.0/x", "fe80::/-1"}) {
      assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Network.parse(wrong));
    }
  }
}
