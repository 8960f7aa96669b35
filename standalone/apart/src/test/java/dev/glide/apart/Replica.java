package dev.glide.apart;

import java.nio.file.Path;
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
   * @param parent where its folder is made
   */
  static Replica of(String service, String name, Path parent, int port, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("GLIDE_HOST", "127.0.0.1");
    settings.put("GLIDE_PORT", Integer.toString(port));
    settings.put("GLIDE_LOG_FORMAT", "json");
    List<String> command =
        Programs.java(
            "-Xmx256m",
            "-jar",
            Programs.application(service).resolve("quarkus-run.jar").toAbsolutePath().toString());
    return new Replica(
        name,
        port,
        new RealProcess(
            parent.resolve(name),
            settings,
            command,
            process -> READY.matcher(process.out()).find()));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }
}
