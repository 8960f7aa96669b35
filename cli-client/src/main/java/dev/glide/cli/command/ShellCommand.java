package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.util.List;

/** {@code glide shell}. */
final class ShellCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("shell");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Takes the same commands, without “glide” before them; Tab completes commands, files and"
            + " people.",
        "Ctrl-C stops a transfer, which the same line then goes on with; “exit” or Ctrl-D ends the"
            + " session.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide shell", "then: list, film.mkv @bob, reqs, ok @bob, no @bob, sent, exit"),
        new Example(
            "glide shell < script", "lines from a file; the exit code says whether all went well"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    ShellSession session = new ShellSession(context);
    if (context.streams().terminals().in()) {
      greet(context);
      try (ShellPrompt prompt = ShellPrompt.open(context)) {
        session.run(prompt);
      }
      return;
    }
    int failed = session.run(new ShellScript(context.streams().in()));
    if (failed > 0) {
      throw new Failure(
          ExitCode.FAILED,
          "lines-failed",
          Words.count(failed, "line has", "lines have") + " failed");
    }
  }

  private static void greet(Context context) {
    try {
      context
          .output()
          .say(
              "@"
                  + context.member().handle()
                  + " at "
                  + context.member().server()
                  + ". “help” lists the commands.");
    } catch (Failure e) {
      context.output().say(e.message() + ". “help” lists the commands.");
    }
  }
}
