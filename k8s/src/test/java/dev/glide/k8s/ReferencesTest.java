package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one object names of another is there. */
class ReferencesTest {
  private static final String METRICS = "glide.dev/metrics";

  /** Made by the operators that the chart asks, as their documentation names them. */
  private static final Set<SecretKey> MADE_BY_OPERATORS =
      Set.of(
          new SecretKey("glide-database-app", "password"),
          new SecretKey("glide-database-ca", "ca.crt"),
          new SecretKey("glide-events-user", "password"),
          new SecretKey("glide-events-cluster-ca-cert", "ca.crt"));

  record SecretKey(String name, String key) {}

  static Stream<Case> cases() {
    return Case.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void objectsAreNamedOnceAndLabelled(Case each) {
    List<HasMetadata> objects = each.rendered().objects();
    assertThat(objects)
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .doesNotHaveDuplicates();
    for (HasMetadata object : objects) {
      assertThat(object.getMetadata().getName()).matches("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");
      assertThat(object.getMetadata().getNamespace()).isEqualTo(Chart.NAMESPACE);
      assertThat(object.getMetadata().getLabels())
          .containsKeys(
              "app.kubernetes.io/name",
              "app.kubernetes.io/instance",
              "app.kubernetes.io/managed-by",
              "app.kubernetes.io/version",
              "helm.sh/chart");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void selectorsMeetTheirPodsAndNoOthers(Case each) {
    Rendered rendered = each.rendered();
    for (Workload workload : rendered.workloads()) {
      assertThat(rendered.selectedBy(workload.selector().getMatchLabels()))
          .containsExactly(workload);
      workload
          .pod()
          .getTopologySpreadConstraints()
          .forEach(spread ->
              assertThat(rendered.selectedBy(spread.getLabelSelector().getMatchLabels()))
                  .containsExactly(workload));
    }
    rendered
        .all(Service.class)
        .forEach(service ->
            assertThat(rendered.selectedBy(service.getSpec().getSelector()))
                .as("behind %s", service.getMetadata().getName())
                .hasSize(1));
    rendered
        .all(PodDisruptionBudget.class)
        .forEach(budget ->
            assertThat(rendered.selectedBy(budget.getSpec().getSelector().getMatchLabels()))
                .hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void servicesLeadToPortsThatAreThere(Case each) {
    each.rendered()
        .all(Service.class)
        .forEach(service ->
            service
                .getSpec()
                .getPorts()
                .forEach(port ->
                    assertThat(each.rendered().behind(service).portNames())
                        .as("%s", service.getMetadata().getName())
                        .contains(port.getTargetPort().getStrVal())));
    each.rendered()
        .all(StatefulSet.class)
        .forEach(set -> each.rendered().get(Service.class, set.getSpec().getServiceName()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void accountsAreThere(Case each) {
    boolean made = each.rendered().all(ServiceAccount.class).findAny().isPresent();
    for (Workload workload : each.rendered().workloads()) {
      String name = workload.pod().getServiceAccountName();
      if (made) {
        assertThat(
                each.rendered().get(ServiceAccount.class, name).getAutomountServiceAccountToken())
            .isFalse();
      } else {
        assertThat(name).isEqualTo("ours");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void autoscalersHaveTheirTargetToThemselves(Case each) {
    each.rendered()
        .all(HorizontalPodAutoscaler.class)
        .forEach(scaler -> {
          String target = scaler.getSpec().getScaleTargetRef().getName();
          Deployment deployment = each.rendered().get(Deployment.class, target);
          assertThat(deployment.getSpec().getReplicas()).isNull();
          assertThat(scaler.getSpec().getMetrics())
              .anyMatch(metric -> metric.getType().equals("Resource"));
          assertThat(scaler.getSpec().getBehavior().getScaleDown().getStabilizationWindowSeconds())
              .isGreaterThanOrEqualTo(600);
          assertThat(scaler.getSpec().getMaxReplicas())
              .isGreaterThanOrEqualTo(scaler.getSpec().getMinReplicas());
        });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secretsAndConfigMapsHaveWhatIsTakenFromThem(Case each) {
    Rendered rendered = each.rendered();
    Set<SecretKey> made =
        rendered
            .all(Secret.class)
            .flatMap(secret ->
                secret.getData().keySet().stream()
                    .map(key -> new SecretKey(secret.getMetadata().getName(), key)))
            .collect(Collectors.toSet());
    Set<SecretKey> used =
        rendered.workloads().stream()
            .flatMap(ReferencesTest::secrets)
            .collect(Collectors.toUnmodifiableSet());
    Set<String> given = ExistingSecrets.of(each);
    assertThat(used)
        .allMatch(key ->
            made.contains(key)
                || given.contains(key.name() + " " + key.key())
                || MADE_BY_OPERATORS.contains(key));
    assertThat(made)
        .as("Secrets that nobody reads")
        .allMatch(key -> used.contains(key) || key.key().equals("ca.crt"));
    rendered
        .workloads()
        .forEach(workload ->
            workload
                .container()
                .getEnvFrom()
                .forEach(from -> rendered.get(ConfigMap.class, from.getConfigMapRef().getName())));
  }

  /** A pod that was told something else must be another pod. */
  @ParameterizedTest
  @MethodSource("cases")
  void podsChangeWithTheirConfiguration(Case each) {
    assertThat(each.rendered().workloads())
        .filteredOn(Workload::isService)
        .allMatch(workload ->
            workload
                .template()
                .getMetadata()
                .getAnnotations()
                .keySet()
                .containsAll(List.of("checksum/config", "checksum/secrets")));
  }

  /** One that met the headless Service, too, would count every relay twice. */
  @ParameterizedTest
  @MethodSource("cases")
  void eachServiceIsAskedForItsMetricsOnce(Case each) {
    Map<String, Long> asked =
        each.rendered()
            .all(Service.class)
            .filter(service -> service.getMetadata().getLabels().containsKey(METRICS))
            .collect(
                Collectors.groupingBy(
                    service -> each.rendered().behind(service).component(), Collectors.counting()));
    assertThat(asked)
        .containsExactlyInAnyOrderEntriesOf(Map.of("registry", 1L, "relay", 1L, "chunk-store", 1L));
  }

  /** The names by which alerts and the dashboard tell Glide's services from others. */
  @Test
  void jobsAreNamedAfterTheServices() {
    ServiceMonitor monitor =
        Case.named("everything").rendered().get(ServiceMonitor.class, "our-files");
    assertThat(monitor.getSpec().getEndpoints().getFirst().getRelabelings())
        .singleElement()
        .satisfies(relabeling -> {
          assertThat(relabeling.getTargetLabel()).isEqualTo("job");
          assertThat(relabeling.getReplacement()).isEqualTo("glide-$1");
        });
  }

  private static Stream<SecretKey> secrets(Workload workload) {
    Stream<SecretKey> files =
        workload.pod().getVolumes().stream()
            .filter(volume -> volume.getSecret() != null)
            .flatMap(volume ->
                volume.getSecret().getItems().stream()
                    .map(item -> new SecretKey(volume.getSecret().getSecretName(), item.getKey())));
    Stream<SecretKey> variables =
        workload.container().getEnv().stream()
            .filter(each -> each.getValueFrom() != null)
            .filter(each -> each.getValueFrom().getSecretKeyRef() != null)
            .map(each -> each.getValueFrom().getSecretKeyRef())
            .map(reference -> new SecretKey(reference.getName(), reference.getKey()));
    return Stream.concat(files, variables);
  }
}
