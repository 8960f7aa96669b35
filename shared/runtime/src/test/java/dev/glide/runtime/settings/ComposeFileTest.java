package dev.glide.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
  private static Map<String, String> ownInExample() throws IOException {
    return ComposeFile.example().entrySet().stream()
        .filter(each -> !each.getKey().startsWith("COMPOSE_"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void takesWhatTheExampleNamesAndNothingElse() throws IOException {
    assertThat(ComposeFile.variables().keySet())
        .containsExactlyInAnyOrderElementsOf(ownInExample().keySet());
  }

  @Test
  void doesWithoutTheExampleWhatItDoesWithIt() throws IOException {
    Map<String, String> example = ownInExample();
    ComposeFile.variables()
        .forEach((name, standards) ->
            assertThat(standards).as(name).allMatch(each -> each.equals(example.get(name))));
  }
}
