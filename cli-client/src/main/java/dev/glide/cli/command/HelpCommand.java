package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Output;
import java.util.List;

/** {@code glide help}, and {@code glide} alone. */
final class HelpCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("help [COMMAND]");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide help", "all commands"), new Example("glide help send", "one of them"));
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.COMMAND);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(1);
    Output output = context.output();
    if (arguments.operands().isEmpty()) {
      Help.overview(output).forEach(output::result);
      return;
    }
    String word = arguments.operands().getFirst();
    Verb verb = Verb.of(word).orElseThrow(() -> Invocation.unknown(word));
    Help.page(verb, verb.command(), output).forEach(output::result);
  }
}
