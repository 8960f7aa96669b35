package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.transfer.Doctor;
import dev.glide.cli.transfer.Finding;
import dev.glide.shared.trace.Correlation;
import java.util.ArrayList;
import java.util.List;

/** {@code glide doctor}. */
final class DoctorCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("doctor");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Looks at the server's address, its certificate, the clocks, the sign-in, the relay and the"
            + " chunk",
        "store, and says what to do about what is wrong. It sends 8 MiB to this very device by each"
            + " way and",
        "says how fast that went; the transfer that it makes for that, it takes back (“glide sent”"
            + " shows it as",
        "cancelled). Exit code 0: all is well; 1: something is not.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide doctor", "what works and what does not"),
        new Example("glide doctor --server https://glide.example", "before registering there"),
        new Example(
            "glide doctor --json | jq 'select(.good == false)'",
            "only what is wrong, for programs"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    Output output = context.output();
    List<Finding> ills = new ArrayList<>();
    Correlation correlation = context.correlation();
    new Doctor(
            context.settings(),
            output.clock(),
            correlation,
            finding -> {
              tell(output, finding);
              if (!finding.good()) {
                ills.add(finding);
              }
            })
        .examine();
    if (!ills.isEmpty()) {
      throw new Failure(
              ExitCode.FAILED,
              "not-well",
              Words.count(ills.size(), "thing is", "things are") + " not as it should be")
          .traced(correlation);
    }
  }

  private static void tell(Output output, Finding finding) {
    Event event =
        Event.of("check")
            .with("what", finding.what())
            .with("good", finding.good())
            .with("message", finding.words())
            .with("hint", finding.hint());
    output.emit(
        finding.bytesPerSecond().map(rate -> event.with("bytesPerSecond", rate)).orElse(event));
    output.result(
        (finding.good() ? "✓ " : "✗ ") + finding.what() + ": " + DisplayName.safe(finding.words()));
    finding.hint().ifPresent(hint -> output.result("    " + DisplayName.safe(hint)));
    output.flush();
  }
}
