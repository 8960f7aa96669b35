package dev.glide.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  /** The example of the standard. */
  @Test
  void readsTheStandardsExample() {
    assertThat(TraceParent.of("00-" + TRACE + "-" + SPAN + "-00"))
        .contains(new TraceParent(TRACE, SPAN));
    assertThat(new TraceParent(TRACE, SPAN).text()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
  }

  @Test
  void readsWhatAVersionToComeSaysBesides() {
    assertThat(TraceParent.of("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-brings"))
        .contains(new TraceParent(TRACE, SPAN));
  }

  @RepeatedTest(20)
  void readsWhatItHasMade() {
    Correlation command = Correlation.fresh();
    TraceParent made = TraceParent.of(command);
    assertThat(TraceParent.of(made.text())).contains(made);
    assertThat(made.trace()).isEqualTo(command.id().replace("-", ""));
    assertThat(TraceParent.of(command)).isEqualTo(made);
  }

  @Test
  void makesATraceOfAnyCorrelation() {
    for (String id :
        List.of("command-0001", "00000000-0000-0000-0000-000000000000", "a".repeat(64))) {
      TraceParent made = TraceParent.of(new Correlation(id));
      assertThat(TraceParent.of(made.text())).contains(made);
      assertThat(TraceParent.of(new Correlation(id))).isEqualTo(made);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e47\n6-00f067aa0ba902b7-01"
      })
  void takesNothingElse(String header) {
    assertThat(TraceParent.of(header)).isEmpty();
  }

  @Test
  void isNothingElse() {
    assertThat(TraceParent.of((String) null)).isEmpty();
    assertThatThrownBy(() -> new TraceParent(TRACE, TRACE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
