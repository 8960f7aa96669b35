package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "send, send, 0",
    "sned, send, 1",
    "sent, send, 1",
    "lst, list, 1",
    "'', ab, 2",
    "abcd, wxyz, 4"
  })
  void countsEdits(String a, String b, int edits) {
    assertThat(Nearest.distance(a, b)).isEqualTo(edits);
    assertThat(Nearest.distance(b, a)).isEqualTo(edits);
  }

  @Test
  void findsOnlyWhatIsNear() {
    List<String> known = List.of("send", "list", "register");
    assertThat(Nearest.to("regsiter", known)).contains("register");
    assertThat(Nearest.to("reg", known)).contains("register");
    assertThat(Nearest.to("xyz", known)).isEmpty();
  }
}
