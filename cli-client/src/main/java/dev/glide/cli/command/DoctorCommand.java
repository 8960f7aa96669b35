package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.transfer.Doctor;
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
        "Looks at the server's address, its certificate, the clocks, the sign-in and the chunk"
            + " store.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide doctor", "what works and what does not"),
        new Example("glide doctor --server https://glide.example", "before registering there"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    List<Doctor.Finding> findings = new Doctor(context.settings()).examine();
    findings.forEach(finding -> tell(context.output(), finding));
    long ills = findings.stream().filter(finding -> !finding.good()).count();
    if (ills > 0) {
      throw new Failure(
          ExitCode.FAILED,
          "not-well",
          Words.count(ills, "thing is", "things are") + " not as it should be");
    }
  }

  private static void tell(Output output, Doctor.Finding finding) {
    output.emit(
        Event.of("check")
            .with("what", finding.what())
            .with("good", finding.good())
            .with("message", finding.words())
            .with("hint", finding.hint()));
    output.result(
        (finding.good() ? "✓ " : "✗ ") + finding.what() + ": " + DisplayName.safe(finding.words()));
    finding.hint().ifPresent(hint -> output.result("    " + hint));
  }
}
