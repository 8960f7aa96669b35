package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import java.util.List;

/** {@code glide completion}. */
final class CompletionCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("completion bash|zsh|fish");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("source <(glide completion bash)", "in ~/.bashrc"),
        new Example("source <(glide completion zsh)", "in ~/.zshrc, after compinit"),
        new Example("glide completion fish | source", "in ~/.config/fish/config.fish"));
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.SHELL);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    String script =
        switch (arguments.only("shell")) {
          case "bash" -> BashCompletion.script();
          case "zsh" -> ZshCompletion.script();
          case "fish" -> FishCompletion.script();
          default -> throw Usage.failure("completion is there for bash, zsh and fish");
        };
    context.streams().out().print(script);
  }
}
