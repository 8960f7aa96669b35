package dev.glide.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A stand-in for a cluster that has Secrets and nothing else: Helm looks them up in it while it
 * renders. It is found by {@code KUBECONFIG}, which the build sets, for Helm as a library can't be
 * told otherwise.
 */
final class Cluster {
  private static final Map<String, Map<String, String>> SECRETS = new ConcurrentHashMap<>();
  private static final String RESOURCES =
      """
      {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
        {"name": "secrets", "singularName": "secret", "namespaced": true, "kind": "Secret",
         "verbs": ["get", "list"]}]}\
      """;
  private static final String NOTHING =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}\
      """;

  private static boolean running;

  private Cluster() {}

  /** Starts it, once; it ends with the tests. */
  static synchronized void start() {
    if (running) {
      return;
    }
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", Cluster::answer);
      server.start();
      Files.writeString(
          Path.of(Objects.requireNonNull(System.getenv("KUBECONFIG"), "KUBECONFIG")),
          configuration(server.getAddress().getPort()));
      running = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has this Secret until it is removed. */
  static void put(String name, Map<String, String> data) {
    SECRETS.put(name, data);
  }

  static void remove(String name) {
    SECRETS.remove(name);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String secret = path.replaceFirst(".*/namespaces/" + Chart.NAMESPACE + "/secrets/", "");
    Map<String, String> data = SECRETS.get(secret);
    boolean discovery = path.equals("/api/v1");
    String body = discovery ? RESOURCES : data == null ? NOTHING : secret(secret, data);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(discovery || data != null ? 200 : 404, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String secret(String name, Map<String, String> data) {
    String entries =
        data.entrySet().stream()
            .map(each -> "\"%s\": \"%s\"".formatted(each.getKey(), encoded(each.getValue())))
            .collect(Collectors.joining(", "));
    return """
    {"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "%s", "namespace": "%s"}, "data": {%s}}\
    """
        .formatted(name, Chart.NAMESPACE, entries);
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private static String configuration(int port) {
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: stand-in, cluster: {server: "http://127.0.0.1:%d"}}]
    users: [{name: nobody, user: {}}]
    contexts: [{name: stand-in, context: {cluster: stand-in, user: nobody}}]
    current-context: stand-in
    """
        .formatted(port);
  }
}
