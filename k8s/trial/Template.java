import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code Template CHART RELEASE NAMESPACE VALUES...}: what {@code helm template} says, for who has no helm.
 *
 * <p>The library asks a cluster where a chart looks something up, which the program does not. So it is shown one that has no
 * Secret yet: its address goes into the file that KUBECONFIG names.
 */
final class Template {
  private static final String SECRETS =
      """
      {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
        {"name": "secrets", "singularName": "secret", "namespaced": true, "kind": "Secret", "verbs": ["get"]}]}
      """;
  private static final String NOT_FOUND =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}
      """;

  public static void main(String[] arguments) throws IOException {
    HttpServer cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cluster.createContext("/api/v1", request -> {
      boolean all = request.getRequestURI().getPath().equals("/api/v1");
      byte[] answer = (all ? SECRETS : NOT_FOUND).getBytes();
      request.getResponseHeaders().set("Content-Type", "application/json");
      request.sendResponseHeaders(all ? 200 : 404, answer.length);
      request.getResponseBody().write(answer);
      request.close();
    });
    cluster.start();
    try {
      Files.writeString(Path.of(System.getenv("KUBECONFIG")), kubeconfig(cluster.getAddress().getPort()));
      System.out.print(rendered(arguments));
    } finally {
      cluster.stop(0);
    }
  }

  private static String rendered(String[] arguments) {
    TemplateCommand command =
        new Helm(Path.of(arguments[0]))
            .template()
            .withName(arguments[1])
            .withNamespace(arguments[2])
            .withKubeVersion("1.33.0");
    for (int i = 3; i < arguments.length; i++) {
      command.withValuesFile(Path.of(arguments[i]));
    }
    return command.call();
  }

  private static String kubeconfig(int port) {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: none, cluster: {server: "http://127.0.0.1:%d"}}]
        contexts: [{name: none, context: {cluster: none, user: none}}]
        users: [{name: none, user: {}}]
        current-context: none
        """
        .formatted(port);
  }
}
