package dev.glide.apart;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glide.standalone.program.Certificates;
import dev.glide.standalone.program.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one origin before all services: nginx with the configuration that containers get, too.
 *
 * @param port where people reach it
 * @param innerPort where the services themselves do, never over TLS
 */
record Gateway(Path folder, int port, int innerPort, boolean tls, RealProcess process) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");
  private static final Pattern CHUNK = Pattern.compile("/chunks/v1/([0-9a-f-]{36})/[0-9]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One that does not run yet. */
  static Gateway in(Path folder, Optional<Certificates> tls, Backends backends) throws IOException {
    Files.createDirectories(folder.resolve("gateway.d"));
    int port = Ports.free();
    int innerPort = tls.isPresent() ? Ports.free() : port;
    String listen =
        tls.isPresent()
            ? "127.0.0.1:%d ssl; listen 127.0.0.1:%d".formatted(port, innerPort)
            : "127.0.0.1:" + port;
    Map<String, String> values =
        Map.of(
            "GATEWAY_STATE", folder.toString(),
            "GATEWAY_LISTEN", listen,
            "GATEWAY_TLS", tls.map(Gateway::certificate).orElse(""),
            "GATEWAY_RESOLVER", "",
            "REGISTRY_SERVERS", servers(backends.registries()),
            "RELAY_SERVERS", servers(backends.relays()),
            "CHUNK_STORE_SERVERS", servers(backends.chunkStores()));
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, filled(Files.readString(Programs.gatewayTemplate()), values));
    String url = "http://127.0.0.1:" + innerPort;
    RealProcess process =
        new RealProcess(
            folder,
            Map.of(),
            List.of(
                Programs.nginx().toString(),
                "-p",
                folder.toString(),
                "-c",
                configuration.toString(),
                "-g",
                "daemon off;" + asWhom()),
            // Whatever it answers, it answers.
            each -> Http.status(url + "/") != 0);
    return new Gateway(folder, port, innerPort, tls.isPresent(), process);
  }

  /**
   * Who stands behind it.
   *
   * @param registries ports of this machine, as the others
   */
  record Backends(List<Integer> registries, List<Integer> relays, List<Integer> chunkStores) {}

  /** Where people reach it. */
  String url() {
    return (tls ? "https" : "http") + "://127.0.0.1:" + port;
  }

  /** Where services reach it. */
  String innerUrl() {
    return "http://127.0.0.1:" + innerPort;
  }

  /** All transfers of which a chunk has ever been brought through it. */
  Set<UUID> stored() throws IOException {
    Set<UUID> stored = new HashSet<>();
    for (JsonNode request : requests("/chunks/v1/")) {
      Matcher chunk = CHUNK.matcher(request.path("path").asText());
      if (request.path("method").asText().equals("PUT") && chunk.matches()) {
        stored.add(UUID.fromString(chunk.group(1)));
      }
    }
    return stored;
  }

  /**
   * The address of who answered the request with this correlation id; empty before that is said.
   */
  String answeredBy(UUID correlation) throws IOException {
    return requests(correlation.toString()).stream()
        .findFirst()
        .map(request -> request.path("upstream").asText())
        .orElse("");
  }

  /** All that it has said of requests in lines with this in them. */
  private List<JsonNode> requests(String part) throws IOException {
    List<JsonNode> requests = new ArrayList<>();
    for (Path log : logs()) {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith("{") && line.contains(part)) {
          requests.add(JSON.readTree(line));
        }
      }
    }
    return requests;
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
      return files.filter(each -> each.toString().endsWith(".out")).toList();
    }
  }

  private static String certificate(Certificates made) {
    return "ssl_certificate %s; ssl_certificate_key %s;"
        .formatted(made.certificate().toAbsolutePath(), made.key().toAbsolutePath());
  }

  private static String servers(List<Integer> ports) {
    return ports.stream()
        .map(each -> "server 127.0.0.1:%d max_fails=1 fail_timeout=2s;".formatted(each))
        .collect(joining(" "));
  }

  private static String filled(String template, Map<String, String> values) {
    return VARIABLE
        .matcher(template)
        .replaceAll(each -> Matcher.quoteReplacement(values.getOrDefault(each.group(1), "")));
  }

  /** As root it would leave its folder to somebody who can't reach it. */
  private static String asWhom() {
    return System.getProperty("user.name", "").equals("root") ? " user root;" : "";
  }
}
