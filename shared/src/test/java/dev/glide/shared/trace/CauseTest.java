package dev.glide.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CauseTest {
  private static final TraceParent TRACE = TraceParent.of(Correlation.fresh());

  @Test
  void readsWhatItWrote() {
    for (Cause each :
        new Cause[] {
          Cause.NONE,
          new Cause("command-0001", Optional.empty()),
          new Cause("command-0001", Optional.of(TRACE)),
          new Cause("", Optional.of(TRACE))
        }) {
      assertThat(Cause.parse(each.text())).isEqualTo(each);
      assertThat(each.text()).doesNotContain(" ");
    }
    assertThat(new Cause("command-0001", Optional.empty()).text()).isEqualTo("command-0001");
  }

  @Test
  void leavesOutWhatIsNoTrace() {
    assertThat(Cause.parse("command-0001/rubbish"))
        .isEqualTo(new Cause("command-0001", Optional.empty()));
    assertThat(Cause.of(null, "rubbish")).isEqualTo(Cause.NONE);
  }

  @Test
  void namesItselfToLogs() {
    assertThat(Cause.NONE.logKeys()).isEmpty();
    assertThat(Cause.of("command-0001", TRACE.text()).logKeys())
        .isEqualTo(
            Map.of(
                LogKeys.CORRELATION, "command-0001",
                LogKeys.TRACE, TRACE.trace(),
                LogKeys.SPAN, TRACE.span()));
  }
}
