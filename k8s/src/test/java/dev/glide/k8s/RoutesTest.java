package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service answers to clients has a way in, and nothing else has. */
class RoutesTest {
  private static final Pattern ADDRESS = Pattern.compile("\"(/[a-z]+/v[0-9]+)\\b");

  static Stream<Case> cases() {
    return Case.all().filter(each -> !routes(each.rendered()).isEmpty());
  }

  /** From the code: each address that it takes, or asks another for. */
  @ParameterizedTest
  @CsvSource({
    "registry-service, registry",
    "relay-service, relay",
    "chunk-store, chunk-store",
  })
  void serveWhatTheCodeDoes(String module, String component) {
    Set<String> served = addresses(Chart.REPOSITORY.resolve(module).resolve("src/main/java"));
    assertThat(served).isNotEmpty();
    Map<String, String> routes = routes(Case.of("small").rendered());
    assertThat(served).allSatisfy(path -> assertThat(routes).containsEntry(path, component));
  }

  /** The client asks for nothing that has no way in. */
  @Test
  void areEnoughForTheClient() {
    assertThat(addresses(Chart.REPOSITORY.resolve("cli-client/src/main/java")))
        .isNotEmpty()
        .isSubsetOf(routes(Case.of("small").rendered()).keySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areThreeAndNoMore(Case each) {
    assertThat(routes(each.rendered()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("/api/v1", "registry", "/relay/v1", "relay", "/chunks/v1", "chunk-store"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void areOneWayIn(Case each) {
    Stream<HasMetadata> ways =
        Stream.concat(
            each.rendered().all(Ingress.class).map(HasMetadata.class::cast),
            each.rendered().all(HTTPRoute.class));
    assertThat(ways).hasSize(1);
  }

  /** What a controller's own limits would cut off. */
  @Test
  void bearChunksAndSessions() {
    assertThat(annotations("small"))
        .containsEntry("nginx.org/client-max-body-size", "16m")
        .containsEntry("nginx.org/proxy-buffering", "False")
        .containsEntry("nginx.org/websocket-services", "glide-relay")
        .containsEntry("cert-manager.io/cluster-issuer", "letsencrypt");
    assertThat(annotations("quickstart-in-part"))
        .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "16m")
        .containsEntry("nginx.ingress.kubernetes.io/proxy-request-buffering", "off");
    HTTPRoute route = Case.of("large").rendered().get(HTTPRoute.class, "glide");
    assertThat(route.getSpec().getRules())
        .filteredOn(rule -> !rule.getMatches().getFirst().getPath().getValue().equals("/api/v1"))
        .hasSize(2)
        .allMatch(rule -> rule.getTimeouts().getRequest().equals("0s"));
    assertThat(
            Case.of("large")
                .rendered()
                .documents("BackendTrafficPolicy")
                .findAny()
                .orElseThrow()
                .at("/spec/httpUpgrade")
                .findValuesAsText("type"))
        .containsExactlyInAnyOrder("websocket", "glide/1");
  }

  @Test
  void letAnAnnotationWinOverThePreset() {
    assertThat(annotations("inline-secrets"))
        .containsEntry("traefik.ingress.kubernetes.io/router.entrypoints", "other")
        .containsEntry("cert-manager.io/issuer", "ours");
  }

  private static Map<String, String> annotations(String name) {
    return Case.named(name).rendered().get(Ingress.class, "glide").getMetadata().getAnnotations();
  }

  /** The component behind each path. */
  private static Map<String, String> routes(Rendered rendered) {
    Map<String, String> routes = new TreeMap<>();
    rendered
        .all(Ingress.class)
        .flatMap(ingress -> ingress.getSpec().getRules().stream())
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .forEach(path -> {
          assertThat(path.getPathType()).isEqualTo("Prefix");
          var service = path.getBackend().getService();
          routes.put(
              path.getPath(),
              behind(rendered, service.getName(), service.getPort().getName(), null));
        });
    rendered
        .all(HTTPRoute.class)
        .flatMap(route -> route.getSpec().getRules().stream())
        .forEach(rule -> {
          assertThat(rule.getMatches().getFirst().getPath().getType()).isEqualTo("PathPrefix");
          var backend = rule.getBackendRefs().getFirst();
          routes.put(
              rule.getMatches().getFirst().getPath().getValue(),
              behind(rendered, backend.getName(), null, backend.getPort()));
        });
    return routes;
  }

  private static String behind(
      Rendered rendered, String name, @Nullable String portName, @Nullable Integer portNumber) {
    Service service = rendered.get(Service.class, name);
    assertThat(service.getSpec().getPorts())
        .anyMatch(
            port -> port.getName().equals(portName) || Objects.equals(port.getPort(), portNumber));
    return rendered.behind(service).component();
  }

  /** The first two parts of every address that stands in these sources. */
  private static Set<String> addresses(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> ADDRESS.matcher(text(file)).results())
          .map(found -> found.group(1))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
