package dev.glide.relay.application;

import dev.glide.runtime.settings.CommonSettings;
import dev.glide.runtime.settings.Draft;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Where other relays reach this one, if nobody has said it: at this machine's own address. */
final class OwnAddress {
  static final String NAME = "GLIDE_RELAY_ADDRESS";
  static final String PROPERTY = "glide.relay.address";

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");
  private static final String ANY_PORT = "0";

  private OwnAddress() {}

  /** With any free port for its own, only the relay itself will know: on the loopback address. */
  static void unlessGiven(Draft draft) {
    String host = draft.value(CommonSettings.HOST).orElse("");
    String port = draft.value(CommonSettings.PORT).orElse(ANY_PORT);
    if (draft.value(NAME).isEmpty() && !host.isEmpty() && !port.equals(ANY_PORT)) {
      String name = EVERYWHERE.contains(host) ? thisMachine() : inUrl(host);
      draft.property(PROPERTY, "http://" + name + ":" + port);
    }
  }

  private static String thisMachine() {
    try {
      InetAddress address = InetAddress.getLocalHost();
      return address instanceof Inet6Address
          ? inUrl(address.getHostAddress().replaceFirst("%.*", ""))
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      return "127.0.0.1";
    }
  }

  private static String inUrl(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
