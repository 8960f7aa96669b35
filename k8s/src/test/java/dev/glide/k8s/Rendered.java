package dev.glide.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What Helm would give to a cluster, read strictly. */
record Rendered(List<JsonNode> documents, List<HasMetadata> objects) {

  /** Reads every document; fails on a field that its kind does not have. */
  static Rendered of(String text) {
    List<JsonNode> documents = StrictReader.documents(text);
    return new Rendered(documents, documents.stream().flatMap(StrictReader::object).toList());
  }

  <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }

  <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
    return all(kind).filter(each -> each.getMetadata().getName().equals(name)).findAny();
  }

  <T extends HasMetadata> T get(Class<T> kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }

  /** Documents of a kind, whether it has a model or not. */
  Stream<JsonNode> documents(String kind) {
    return documents.stream().filter(each -> each.path("kind").asText().equals(kind));
  }

  /** Everything that has pods. */
  List<Workload> workloads() {
    return Workload.allOf(this);
  }

  Workload workload(String component) {
    return workloads().stream()
        .filter(each -> each.component().equals(component))
        .findAny()
        .orElseThrow(() -> new AssertionError("no " + component));
  }

  /** The workloads whose pods have these labels. */
  List<Workload> selectedBy(Map<String, String> labels) {
    return workloads().stream().filter(each -> each.has(labels)).toList();
  }

  Workload behind(Service service) {
    return selectedBy(service.getSpec().getSelector()).getFirst();
  }
}
