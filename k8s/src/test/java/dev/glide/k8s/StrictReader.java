package dev.glide.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads Kubernetes' objects so that a field that is not known, or stands twice, is an error: a
 * cluster would only leave it out. Kinds of operators that have no model here have a JSON Schema of
 * what the chart uses of them, in {@code src/test/resources/crds}.
 */
final class StrictReader {
  private static final Map<String, Class<? extends HasMetadata>> MODELS =
      Stream.of(
              ConfigMap.class,
              Secret.class,
              Service.class,
              ServiceAccount.class,
              Deployment.class,
              StatefulSet.class,
              HorizontalPodAutoscaler.class,
              Ingress.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              HTTPRoute.class,
              Gateway.class,
              ServiceMonitor.class,
              PrometheusRule.class)
          .collect(
              Collectors.toMap(
                  model -> HasMetadata.getApiVersion(model) + " " + HasMetadata.getKind(model),
                  Function.identity()));

  private static final ObjectMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new WithoutCatchAll());

  private StrictReader() {}

  /** Every document of a stream that is one. */
  static List<JsonNode> documents(String text) {
    try (var parser = YAML.createParser(text)) {
      return YAML.readValues(parser, JsonNode.class).readAll().stream()
          .filter(JsonNode::isObject)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The object that a document is; nothing if only a schema knows its kind. */
  static Stream<HasMetadata> object(JsonNode document) {
    String type = document.path("apiVersion").asText() + " " + document.path("kind").asText();
    Class<? extends HasMetadata> model = MODELS.get(type);
    if (model == null) {
      requireSchema(type, document);
      return Stream.empty();
    }
    try {
      return Stream.of(STRICT.treeToValue(document, model));
    } catch (JsonProcessingException e) {
      throw new AssertionError(name(document) + ": " + e.getOriginalMessage(), e);
    }
  }

  private static void requireSchema(String type, JsonNode document) {
    Path file = Chart.RESOURCES.resolve("crds/%s.json".formatted(type.replaceAll("[ /]", "_")));
    if (!Files.exists(file)) {
      throw new AssertionError("nobody knows what may stand in " + name(document) + ": " + type);
    }
    Set<ValidationMessage> wrong = schema(file).validate(document);
    if (!wrong.isEmpty()) {
      throw new AssertionError(name(document) + ": " + wrong);
    }
  }

  private static JsonSchema schema(Path file) {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(JsonNode document) {
    return document.path("kind").asText() + " " + document.at("/metadata/name").asText();
  }

  /** The models keep what they do not know; here that is what must not be. */
  private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
