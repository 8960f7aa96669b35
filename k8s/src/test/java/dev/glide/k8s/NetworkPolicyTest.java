package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody speaks with anybody, except as the architecture's picture has it. */
class NetworkPolicyTest {
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "gateway", Set.of("registry", "relay", "chunk-store"),
          "registry", Set.of("postgresql", "kafka"),
          "relay", Set.of("registry", "relay", "kafka"),
          "chunk-store", Set.of("registry", "kafka", "storage"));

  static Stream<Case> cases() {
    return Case.all()
        .filter(each -> each.rendered().all(NetworkPolicy.class).findAny().isPresent());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyPodIsShutFirst(Case each) {
    NetworkPolicy deny =
        each.rendered()
            .all(NetworkPolicy.class)
            .filter(policy -> policy.getMetadata().getName().endsWith("-deny"))
            .findAny()
            .orElseThrow();
    assertThat(deny.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(deny.getSpec().getIngress()).isEmpty();
    assertThat(deny.getSpec().getEgress()).isEmpty();
    assertThat(selected(each.rendered(), deny.getSpec().getPodSelector()))
        .containsExactlyInAnyOrderElementsOf(each.rendered().workloads());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void portsAreThoseOfThePods(Case each) {
    Rendered rendered = each.rendered();
    rendered
        .all(NetworkPolicy.class)
        .forEach(policy -> {
          Set<Integer> own = ports(selected(rendered, policy.getSpec().getPodSelector()));
          policy
              .getSpec()
              .getIngress()
              .forEach(rule -> assertThat(numbers(rule.getPorts())).isSubsetOf(own));
          policy
              .getSpec()
              .getEgress()
              .forEach(rule -> {
                List<Workload> there = pods(rendered, rule.getTo());
                if (!there.isEmpty()) {
                  assertThat(numbers(rule.getPorts())).isSubsetOf(ports(there));
                }
              });
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void arrowsAreThoseOfThePicture(Case each) {
    Rendered rendered = each.rendered();
    Set<String> there =
        rendered.workloads().stream().map(Workload::component).collect(Collectors.toSet());
    for (String from : there) {
      Set<String> expected =
          ARROWS.getOrDefault(from, Set.of()).stream()
              .filter(there::contains)
              .collect(Collectors.toSet());
      assertThat(goesTo(rendered, from)).as("from %s", from).isEqualTo(expected);
      for (String to : expected) {
        assertThat(comesFrom(rendered, to)).as("to %s", to).contains(from);
      }
    }
  }

  /** Otherwise whoever is named as the way in would be one of many. */
  @Test
  void requestsComeFromTheGatewayAlone() {
    NetworkPolicy store = Case.of("large").rendered().get(NetworkPolicy.class, "glide-chunk-store");
    assertThat(store.getSpec().getIngress())
        .allMatch(rule ->
            rule.getFrom().stream()
                .allMatch(
                    peer -> peer.getNamespaceSelector() != null || peer.getPodSelector() != null))
        .allMatch(rule -> !rule.getFrom().isEmpty());
  }

  /** To the port of the address that the services are given, and only if they are given one. */
  @Test
  void tracesGoToTheCollector() {
    for (String service : List.of("registry", "relay", "chunk-store")) {
      assertThat(egressPorts(Case.named("everything").rendered(), service)).contains(4318);
      assertThat(egressPorts(Case.of("small").rendered(), service)).doesNotContain(4318);
    }
  }

  private static Set<Integer> egressPorts(Rendered rendered, String component) {
    return policy(rendered, component).stream()
        .flatMap(policy -> policy.getSpec().getEgress().stream())
        .flatMap(rule -> numbers(rule.getPorts()).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> goesTo(Rendered rendered, String component) {
    return policy(rendered, component).stream()
        .flatMap(policy -> policy.getSpec().getEgress().stream())
        .flatMap(rule -> pods(rendered, rule.getTo()).stream())
        .map(Workload::component)
        .collect(Collectors.toSet());
  }

  private static Set<String> comesFrom(Rendered rendered, String component) {
    return policy(rendered, component).stream()
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .flatMap(rule ->
            rule.getFrom().isEmpty()
                ? rendered.workloads().stream()
                : pods(rendered, rule.getFrom()).stream())
        .map(Workload::component)
        .collect(Collectors.toSet());
  }

  private static List<NetworkPolicy> policy(Rendered rendered, String component) {
    return rendered
        .all(NetworkPolicy.class)
        .filter(policy ->
            component.equals(
                policy.getSpec().getPodSelector().getMatchLabels().get(Workload.COMPONENT)))
        .toList();
  }

  private static List<Workload> pods(Rendered rendered, List<NetworkPolicyPeer> peers) {
    return peers.stream()
        .filter(peer -> peer.getPodSelector() != null && peer.getNamespaceSelector() == null)
        .flatMap(peer -> selected(rendered, peer.getPodSelector()).stream())
        .toList();
  }

  private static List<Workload> selected(Rendered rendered, LabelSelector selector) {
    return rendered.selectedBy(selector.getMatchLabels()).stream()
        .filter(workload ->
            selector.getMatchExpressions().stream()
                .allMatch(in -> in.getValues().contains(workload.component())))
        .toList();
  }

  private static Set<Integer> ports(List<Workload> workloads) {
    return workloads.stream()
        .flatMap(each -> each.portNumbers().stream())
        .collect(Collectors.toSet());
  }

  private static Set<Integer> numbers(List<NetworkPolicyPort> ports) {
    return ports.stream()
        .map(NetworkPolicyPort::getPort)
        .map(IntOrString::getIntVal)
        .collect(Collectors.toSet());
  }
}
