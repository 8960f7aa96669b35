package dev.glide.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CauseTest {
  private static final Correlation COMMAND = Correlation.fresh();
  private static final TraceParent TRACE = TraceParent.of(COMMAND);

  @Test
  void leavesOutWhatIsNoTrace() {
    assertThat(Cause.of("command-0001", "rubbish"))
        .isEqualTo(new Cause("command-0001", Optional.empty()));
    assertThat(Cause.of(null, "rubbish")).isEqualTo(Cause.NONE);
  }

  @Test
  void beginsACommandsTraceWithItsId() {
    assertThat(Cause.ofCommand(COMMAND.id())).isEqualTo(Cause.of(COMMAND.id(), TRACE.text()));
    assertThat(Cause.ofCommand("no id")).isEqualTo(new Cause("no id", Optional.empty()));
    assertThat(Cause.ofCommand("")).isEqualTo(Cause.NONE);
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
