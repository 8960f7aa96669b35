package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One process of a service, always on the same port.
 *
 * @param name as its folder is called: {@code registry-1}
 */
record Replica(String name, int port, RealProcess process) {
  private static final Pattern READY = Pattern.compile("glide [a-z ]+ ready at http");

  /**
   * One that does not run yet.
   *
   * @param service the module that it is an application of
   */
  static Replica of(
      Version version, String service, String name, Place place, Map<String, String> more)
      throws IOException {
    int port = place.port();
    Map<String, String> settings = new HashMap<>(more);
    settings.putAll(version.settings());
    settings.put("GLIDE_HOST", "127.0.0.1");
    settings.put("GLIDE_PORT", Integer.toString(port));
    settings.put("GLIDE_LOG_FORMAT", "json");
    List<String> arguments =
        new ArrayList<>(place.plot().ground().caches().flags(version, service));
    Path jar = version.application(service).resolve("quarkus-run.jar");
    arguments.addAll(List.of("-Xmx256m", "-jar", jar.toAbsolutePath().toString()));
    return new Replica(
        version.own(name),
        port,
        new RealProcess(
            place.plot().folder().resolve(version.own(name)),
            settings,
            Programs.java(arguments.toArray(String[]::new)),
            process -> READY.matcher(process.out()).find()));
  }

  /** Where one can be. */
  record Place(Plot plot, int port) {}

  /** Stops, and shows that all that it held has gone elsewhere before. */
  void handOver() throws IOException, InterruptedException {
    process.stop();
    assertThat(process.running().err())
        .as("what %s said until its end", name)
        .doesNotContain("that have not moved elsewhere", "Timed out waiting for graceful shutdown");
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }
}
