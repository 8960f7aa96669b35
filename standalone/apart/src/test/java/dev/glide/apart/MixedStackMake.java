package dev.glide.apart;

import dev.glide.standalone.program.Certificates;
import dev.glide.standalone.program.Server;
import dev.glide.standalone.program.ServerMake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes servers of services apart, half of which are of the former version. */
public final class MixedStackMake implements ServerMake {
  @Override
  public Server server(Path home, Map<String, String> settings, Optional<Certificates> tls)
      throws IOException {
    Version former = Version.former().orElseThrow();
    var _ = Foundation.sharedWith(former);
    return Stack.of(
        home,
        settings,
        tls,
        site -> Services.on(site, former).alternatingWith(Services.on(site, Version.present())));
  }
}
