package dev.glide.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {
  @Test
  void takesOnlyTopicsThatHaveDeadLetters() {
    assertThat(ReplayCommand.run(Map.of(), List.of("glide.audit.v1"))).isEqualTo(2);
    assertThat(ReplayCommand.run(Map.of(), List.of("glide.chunk.v1", "nonsense"))).isEqualTo(2);
  }
}
