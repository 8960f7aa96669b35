package dev.glide.registry.audit;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The gateways whose word on where a request comes from is taken. Anybody can send the header: only
 * what such a gateway has added to it counts.
 */
@Singleton
final class Gateways {
  private static final int MOST_HOPS = 16;

  private final List<Network> trusted;

  Gateways(@ConfigProperty(name = "glide.gateways") Optional<List<String>> trusted) {
    this.trusted =
        trusted.orElse(List.of()).stream().map(String::strip).map(Network::parse).toList();
  }

  /**
   * The address of the client.
   *
   * @param peer who is connected
   * @param forwarded values of {@code X-Forwarded-For}, in which each hop names the one before it
   */
  InetAddress client(InetAddress peer, List<String> forwarded) {
    InetAddress client = peer;
    List<String> hops =
        forwarded.stream().flatMap(each -> Arrays.stream(each.split(",", -1))).toList();
    int last = hops.size() - 1;
    for (int i = last; i >= 0 && last - i < MOST_HOPS && isTrusted(client); i--) {
      InetAddress before = address(hops.get(i).strip());
      if (before == null) {
        break;
      }
      client = before;
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(each -> each.contains(address));
  }

  private static @Nullable InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
