package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made at random, and what comes along to try it. */
class QuickstartTest {
  private static final Values VALUES = Case.named("quickstart").values();

  @Test
  void makesSecretsThatNobodyHasSeen() {
    Rendered one = Chart.render(VALUES);
    Rendered other = Chart.render(VALUES);
    for (String name : new String[] {"glide-database", "glide-storage", "glide-admin"}) {
      Map<String, String> data = one.get(Secret.class, name).getData();
      assertThat(data.values()).allMatch(value -> value.length() >= 24);
      assertThat(data.values())
          .doesNotContainAnyElementsOf(other.get(Secret.class, name).getData().values());
    }
  }

  /** Else pods would roll with the next upgrade for nothing: a random value is one everywhere. */
  @Test
  void makesEachOfThemOnce() {
    Rendered rendered = Chart.render(VALUES);
    assertThat(rendered.workload("chunk-store").secretsChecksum())
        .isEqualTo(rendered.workload("storage").secretsChecksum());
  }

  @Test
  void changesThePodsThatASecretConcerns() {
    Rendered one = Chart.render(VALUES);
    Rendered other = Chart.render(VALUES);
    assertThat(one.workload("registry").secretsChecksum())
        .isNotEqualTo(other.workload("registry").secretsChecksum());
    assertThat(one.workload("chunk-store").secretsChecksum())
        .isNotEqualTo(other.workload("chunk-store").secretsChecksum());
    assertThat(one.workload("relay").secretsChecksum())
        .isEqualTo(other.workload("relay").secretsChecksum());
  }

  @Test
  void keepsTopicsOnce() {
    Rendered rendered = Case.named("quickstart").rendered();
    assertThat(Environment.of(rendered.workload("registry")))
        .containsEntry("GLIDE_KAFKA_REPLICATION", "1")
        .containsEntry("GLIDE_KAFKA_CREATE_TOPICS", "true");
    assertThat(Environment.of(rendered.workload("chunk-store")))
        .containsEntry("GLIDE_CHUNKS_S3_CREATE_BUCKET", "true");
  }
}
