package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod of every case. */
class PodRulesTest {
  /** Left to the cluster, as OpenShift wants it. */
  private static final long ANY_BUT_ROOT = 1;

  static Stream<Workload> workloads() {
    return Case.all().flatMap(each -> each.rendered().workloads().stream());
  }

  /** Pod Security Standards, level restricted, and a file system that can't be written besides. */
  @ParameterizedTest
  @MethodSource("workloads")
  void isRestricted(Workload workload) {
    assertThat(workload.pod().getContainers()).hasSize(1);
    assertThat(workload.pod().getInitContainers()).isEmpty();
    PodSecurityContext pod = workload.pod().getSecurityContext();
    assertThat(pod.getRunAsNonRoot()).isTrue();
    assertThat(Objects.requireNonNullElse(pod.getRunAsUser(), ANY_BUT_ROOT)).isPositive();
    assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    SecurityContext container = workload.container().getSecurityContext();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getPrivileged()).isNull();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getCapabilities().getAdd()).isEmpty();
    assertThat(workload.pod().getHostNetwork()).isNull();
    assertThat(workload.pod().getHostPID()).isNull();
    assertThat(workload.pod().getHostIPC()).isNull();
    assertThat(workload.container().getPorts()).allMatch(port -> port.getHostPort() == null);
    assertThat(workload.pod().getVolumes())
        .allMatch(volume -> volume.getEmptyDir() != null || volume.getSecret() != null);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void hasNoTokenAndNoNamesOfNeighbours(Workload workload) {
    assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
    assertThat(workload.pod().getEnableServiceLinks()).isFalse();
    assertThat(workload.pod().getServiceAccountName()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void isAskedHowItIs(Workload workload) {
    Container container = workload.container();
    if (workload.isService()) {
      assertThat(path(container.getStartupProbe())).isEqualTo("/health/started");
      assertThat(path(container.getLivenessProbe())).isEqualTo("/health/live");
      assertThat(path(container.getReadinessProbe())).isEqualTo("/health/ready");
    }
    assertThat(
            Stream.of(
                    container.getStartupProbe(),
                    container.getLivenessProbe(),
                    container.getReadinessProbe())
                .map(PodRulesTest::port))
        .allMatch(workload.portNames()::contains);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void saysWhatItNeeds(Workload workload) {
    var resources = workload.container().getResources();
    assertThat(resources.getRequests()).containsKeys("cpu", "memory");
    assertThat(resources.getLimits()).containsKey("memory");
    assertThat(memory(resources.getLimits()))
        .isGreaterThanOrEqualTo(memory(resources.getRequests()));
    assertThat(workload.pod().getVolumes())
        .filteredOn(volume -> volume.getEmptyDir() != null)
        .allMatch(volume -> volume.getEmptyDir().getSizeLimit() != null);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void runsAnImageThatIsNamedWhole(Workload workload) {
    assertThat(workload.container().getImage())
        .matches("[a-z0-9./:_-]+(:[\\w.-]+|@sha256:[0-9a-f]{64})")
        .doesNotContain(":latest");
    assertThat(workload.container().getImagePullPolicy()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void mountsWhatItHas(Workload workload) {
    Set<String> mounted =
        workload.container().getVolumeMounts().stream()
            .map(VolumeMount::getName)
            .collect(Collectors.toUnmodifiableSet());
    List<String> claimed = workload.object() instanceof Deployment ? List.of() : List.of("data");
    assertThat(mounted)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    claimed.stream(), workload.pod().getVolumes().stream().map(Volume::getName))
                .toList());
    assertThat(workload.container().getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .doesNotHaveDuplicates()
        .contains("/tmp");
  }

  /** What is under way must come to its end before the pod is killed. */
  @ParameterizedTest
  @MethodSource("workloads")
  void isGivenTheTimeThatItTakes(Workload workload) {
    long grace = workload.pod().getTerminationGracePeriodSeconds();
    if (!workload.isService()) {
      assertThat(grace).isGreaterThanOrEqualTo(30);
      return;
    }
    long before = workload.container().getLifecycle().getPreStop().getSleep().getSeconds();
    assertThat(before).isPositive();
    assertThat(grace).isGreaterThan(before + Environment.stopSeconds(workload));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void isReplacedWithoutAGap(Workload workload) {
    if (workload.object() instanceof Deployment deployment) {
      var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
      assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
      assertThat(rolling.getMaxSurge().getIntVal()).isPositive();
    }
  }

  private static BigDecimal memory(Map<String, Quantity> amounts) {
    return Objects.requireNonNull(amounts.get("memory")).getNumericalAmount();
  }

  private static String path(Probe probe) {
    return probe.getHttpGet().getPath();
  }

  private static String port(Probe probe) {
    return probe.getHttpGet() == null
        ? probe.getTcpSocket().getPort().getStrVal()
        : Objects.requireNonNull(probe.getHttpGet().getPort()).getStrVal();
  }
}
