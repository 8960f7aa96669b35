package dev.glide.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the chart finds in the cluster when it is installed again over itself. */
class LookupTest {
  private static final String DATABASE = "glide-database";

  @AfterEach
  void empty() {
    Cluster.remove(DATABASE);
  }

  @Test
  void keepsAPasswordThatItHasMade() {
    Cluster.put(DATABASE, Map.of("password", "made-before"));
    Rendered rendered = Chart.render(Case.named("quickstart").values());
    assertThat(rendered.get(Secret.class, DATABASE).getData())
        .containsEntry(
            "password",
            Base64.getEncoder().encodeToString("made-before".getBytes(StandardCharsets.UTF_8)));
  }

  /** Whoever changes a Secret of his own upgrades, and the pods that read it are replaced. */
  @Test
  void replacesThePodsWhoseSecretHasChanged() {
    Cluster.put(DATABASE, Map.of("password", "old"));
    Rendered before = Chart.render(Values.plain());
    Cluster.put(DATABASE, Map.of("password", "new"));
    Rendered after = Chart.render(Values.plain());
    assertThat(before.workload("registry").secretsChecksum())
        .isNotEqualTo(after.workload("registry").secretsChecksum());
    assertThat(before.workload("relay").secretsChecksum())
        .isEqualTo(after.workload("relay").secretsChecksum());
  }
}
