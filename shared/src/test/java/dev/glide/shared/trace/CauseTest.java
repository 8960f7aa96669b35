package dev.glide.shared.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CauseTest {
  private static final Correlation COMMAND = Correlation.fresh();
  private static final TraceParent TRACE = TraceParent.of(COMMAND);

  @Test
  void readsWhatItWrote() {
    for (Cause each :
        new Cause[] {
          Cause.NONE,
          new Cause("command-0001", Optional.empty()),
          new Cause(COMMAND.id(), Optional.of(new TraceParent(TRACE.trace(), "0123456789abcdef"))),
          new Cause("command-0001", Optional.of(TraceParent.of(new Correlation("command-0001"))))
        }) {
      assertThat(Cause.parse(each.text())).isEqualTo(each);
      assertThat(each.text()).doesNotContain(" ");
    }
    assertThat(new Cause("command-0001", Optional.empty()).text()).isEqualTo("command-0001");
  }

  /** The word has its place in names of objects, which can't be of any length. */
  @Test
  void writesNoTraceThatIsNotTheCommands() {
    assertThat(new Cause("command-0001", Optional.of(TRACE)).text()).isEqualTo("command-0001");
    assertThat(new Cause("", Optional.of(TRACE)).text()).isEmpty();
    Correlation longest = new Correlation("c".repeat(Cause.LONGEST));
    assertThat(new Cause(longest.id(), Optional.of(TraceParent.of(longest))).text())
        .isEqualTo(longest.id());
  }

  @Test
  void leavesOutWhatIsNoTrace() {
    for (String rubbish : new String[] {"rubbish", "", "0000000000000000", "a/b"}) {
      assertThat(Cause.parse("command-0001/" + rubbish))
          .isEqualTo(new Cause("command-0001", Optional.empty()));
    }
    assertThat(Cause.parse("/0123456789abcdef")).isEqualTo(Cause.NONE);
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
