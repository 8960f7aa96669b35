package dev.glide.apart;

import dev.glide.standalone.program.Certificates;
import dev.glide.standalone.program.Server;
import dev.glide.standalone.program.ServerMake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes servers of services apart. */
public final class StackMake implements ServerMake {
  @Override
  public Server server(Path home, Map<String, String> settings, Optional<Certificates> tls)
      throws IOException {
    return Stack.of(home, settings, tls);
  }
}
