package dev.glide.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Deployment or StatefulSet, each with one container. */
record Workload(
    HasMetadata object, LabelSelector selector, PodTemplateSpec template, Rendered within) {
  static final String COMPONENT = "app.kubernetes.io/component";
  static final Set<String> SERVICES = Set.of("registry", "relay", "chunk-store");

  static List<Workload> allOf(Rendered rendered) {
    Stream<Workload> deployments =
        rendered
            .all(Deployment.class)
            .map(each ->
                new Workload(
                    each, each.getSpec().getSelector(), each.getSpec().getTemplate(), rendered));
    Stream<Workload> sets =
        rendered
            .all(StatefulSet.class)
            .map(each ->
                new Workload(
                    each, each.getSpec().getSelector(), each.getSpec().getTemplate(), rendered));
    return Stream.concat(deployments, sets).toList();
  }

  String name() {
    return object.getMetadata().getName();
  }

  String component() {
    return template.getMetadata().getLabels().getOrDefault(COMPONENT, "");
  }

  boolean isService() {
    return SERVICES.contains(component());
  }

  PodSpec pod() {
    return template.getSpec();
  }

  Container container() {
    return pod().getContainers().getFirst();
  }

  boolean has(Map<String, String> labels) {
    return template.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
  }

  /** What stands for the contents of its Secrets. */
  String secretsChecksum() {
    return template.getMetadata().getAnnotations().getOrDefault("checksum/secrets", "");
  }

  Set<String> portNames() {
    return container().getPorts().stream()
        .map(ContainerPort::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  Set<Integer> portNumbers() {
    return container().getPorts().stream()
        .map(ContainerPort::getContainerPort)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    return object.getKind() + " " + name();
  }
}
