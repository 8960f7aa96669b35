package dev.glide.apart;

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
  static Replica of(String service, String name, Plot plot, int port, Map<String, String> more)
      throws IOException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("GLIDE_HOST", "127.0.0.1");
    settings.put("GLIDE_PORT", Integer.toString(port));
    settings.put("GLIDE_LOG_FORMAT", "json");
    List<String> arguments = new ArrayList<>(plot.ground().caches().flags(service));
    Path jar = Programs.application(service).resolve("quarkus-run.jar");
    arguments.addAll(List.of("-Xmx256m", "-jar", jar.toAbsolutePath().toString()));
    return new Replica(
        name,
        port,
        new RealProcess(
            plot.folder().resolve(name),
            settings,
            Programs.java(arguments.toArray(String[]::new)),
            process -> READY.matcher(process.out()).find()));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }
}
