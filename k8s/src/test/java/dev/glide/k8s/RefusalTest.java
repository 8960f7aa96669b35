package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong values are refused before anything reaches a cluster, and told apart. */
class RefusalTest {
  private static AbstractThrowableAssert<?, ?> assertThatRefused(String values) {
    return assertThatThrownBy(() -> Chart.text(Values.plain().with(values.strip())));
  }

  /** By the schema, which names the place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{replicas: 3}                                            | replicas",
        "{registry: {replica: 3}}                                 | /registry",
        "{registry: {replicas: many}}                             | /registry/replicas",
        "{registry: {replicas: -1}}                               | /registry/replicas",
        "{registry: {settings: {GLIDE_SIGNUP: open}}}             | GLIDE_SIGNUP",
        "{registry: {settings: {GLIDE_DATABASE_URL: x}}}          | GLIDE_DATABASE_URL",
        "{relay: {settings: {GLIDE_SIGN_UP: open}}}               | GLIDE_SIGN_UP",
        "{relay: {image: {tag: latest}}}                          | /relay/image/tag",
        "{relay: {image: {digest: 'sha256:1'}}}                   | /relay/image/digest",
        "{relay: {resources: {request: {cpu: 1}}}}                | /relay/resources",
        "{relay: {resources: {requests: {memory: 1GB}}}}          | /relay/resources",
        "{chunkStore: {spread: {nodes: Never}}}                   | /chunkStore/spread/nodes",
        "{chunkStore: {tolerations: [{effect: Never}]}}           | /chunkStore/tolerations",
        "{image: {pullPolicy: Sometimes}}                         | /image/pullPolicy",
        "{host: 'https://glide.example.org'}                      | /host",
        "{origins: ['https://glide.example.org/x']}               | /origins",
        "{database: {url: 'postgresql://me:word@db/glide'}}       | /database/url",
        "{kafka: {bootstrap: kafka}}                              | /kafka/bootstrap",
        "{kafka: {securityProtocol: TLS}}                         | /kafka/securityProtocol",
        "{kafka: {sasl: {mechanism: OAUTHBEARER}}}                | /kafka/sasl/mechanism",
        "{storage: {endpoint: s3.example.org}}                    | /storage/endpoint",
        "{storage: {createBucket: 'yes'}}                         | /storage/createBucket",
        "{admin: {enabled: true, token: short}}                   | /admin/token",
        "{ingress: {preset: apache}}                              | /ingress/preset",
        "{httpRoute: {parentRefs: [{gateway: x}]}}                | /httpRoute/parentRefs",
        "{gateway: {service: {type: External}}}                   | /gateway/service/type",
        "{networkPolicy: {database: {ports: [70000]}}}            | /networkPolicy/database/ports",
        "{networkPolicy: {gateway: [{namespace: x}]}}             | /networkPolicy/gateway",
        "{metrics: {serviceMonitor: {interval: often}}}           |"
            + " /metrics/serviceMonitor/interval",
        "{quickstart: {kafka: {image: 'apache/kafka:latest'}}}    | /quickstart/kafka/image",
        "{quickstart: {postgresql: {size: large}}}                | /quickstart/postgresql/size",
        "{strimzi: {replicas: 0}}                                 | /strimzi/replicas",
        "{podSecurityContext: {runAsUser: 0}}                     | /podSecurityContext/runAsUser",
        "{podSecurityContext: {privileged: true}}                 | /podSecurityContext",
      })
  void namesWhatHasTheWrongForm(String values, String place) {
    assertThatRefused(values).hasMessageContaining("schema").hasMessageContaining(place.strip());
  }

  /** By the templates, which say what to do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{database: {url: '', existingSecret: ''}}   | no database: set database.url",
        "{kafka: {bootstrap: ''}}                    | no Kafka: set kafka.bootstrap",
        "{storage: {endpoint: ''}}                   | no object store: set storage.endpoint",
        "{quickstart: {enabled: true}}               | database.url, quickstart.postgresql.enabled",
        "{cloudnativepg: {enabled: true}, apiVersions: [postgresql.cnpg.io/v1]} | keep one of them",
        "{ingress: {enabled: true}, gateway: {enabled: true}} | there is one way in",
        "{ingress: {enabled: true}, host: ''}        | host is missing",
        "{database: {existingSecret: ''}}            | the database's password is missing",
        "{database: {password: x}}                   | database.password and"
            + " database.existingSecret",
        "{storage: {existingSecret: ''}}             | the keys of S3 are missing",
        "{kafka: {securityProtocol: SASL_SSL}}       | set kafka.sasl.mechanism",
        "{relay: {loadBalancer: {enabled: true}}}    | relay.loadBalancer.url is missing",
        "{registry: {autoscaling: {enabled: true, minReplicas: 9}}} | minReplicas is more than",
        "{httpRoute: {enabled: true}, apiVersions: [gateway.networking.k8s.io/v1]} |"
            + " httpRoute.parentRefs is empty",
      })
  void saysWhatIsMissingOrTooMuch(String values, String words) {
    assertThatRefused(values).hasMessageContaining(words.strip());
  }

  /** What the cluster lacks is said with what to install. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metrics: {serviceMonitor: {enabled: true}}  | needs the Prometheus operator",
        "metrics: {prometheusRule: {enabled: true}}  | needs the Prometheus operator",
        "httpRoute: {enabled: true, parentRefs: [{name: x}]} | needs the Gateway API",
        "{database: {url: ''}, cloudnativepg: {enabled: true}} | needs the CloudNativePG operator",
        "{kafka: {bootstrap: ''}, strimzi: {enabled: true}} | needs the Strimzi operator",
      })
  void saysWhatTheClusterLacks(String values, String words) {
    assertThatRefused(values)
        .hasMessageContaining(words.strip())
        .hasMessageContaining("Install it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka.strimzi.io/v1", "kafka.strimzi.io/v1beta2"})
  void takesEitherStrimzi(String api) {
    assertThat(
            Chart.text(
                Values.plain()
                    .with(
                        "{kafka: {bootstrap: ''}, strimzi: {enabled: true}, apiVersions: ["
                            + api
                            + "]}")))
        .contains("apiVersion: " + api + "\n");
  }

  /** As a part of another chart it is given this besides. */
  @Test
  void takesWhatHelmAddsForPartsOfOtherCharts() {
    assertThat(Chart.text(Values.plain().with("global: {team: files}")))
        .contains("kind: Deployment");
  }
}
