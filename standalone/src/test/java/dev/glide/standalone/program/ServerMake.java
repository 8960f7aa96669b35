package dev.glide.standalone.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What servers are made of. The system property {@code glide.server.make} names the class; without
 * it a server is a {@code glide server}.
 */
@FunctionalInterface
public interface ServerMake {
  Server server(Path home, Map<String, String> settings, Optional<Certificates> tls)
      throws IOException;

  static ServerMake chosen() {
    String name = System.getProperty("glide.server.make", "");
    if (name.isEmpty()) {
      return ServerProcess::of;
    }
    try {
      return Class.forName(name).asSubclass(ServerMake.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("glide.server.make=" + name + " makes no servers", e);
    }
  }
}
