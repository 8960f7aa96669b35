package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.PresenceClient;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.transfer.Member;
import java.util.List;
import java.util.Optional;

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
        "At a terminal you are online meanwhile: it says what comes and what becomes of what you"
            + " send.",
        "Transfers run beside the prompt: “jobs” lists them, “stop N” stops one, which the same"
            + " line then",
        "goes on with; “exit” or Ctrl-D ends the session. From a pipe, lines run one after the"
            + " other.");
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
    if (context.streams().terminals().in()) {
      converse(context);
      return;
    }
    ShellSession session = new ShellSession(context);
    int failed = session.run(new ShellScript(context.streams().in()));
    if (failed > 0) {
      throw new Failure(
          ExitCode.FAILED,
          "lines-failed",
          Words.count(failed, "line has", "lines have") + " failed");
    }
  }

  private static void converse(Context context) throws Failure {
    try (ShellPrompt prompt = ShellPrompt.open(context)) {
      Output above =
          context.output().elsewhere(LineStream.to(prompt::above), context.output()::meter);
      Optional<Member> member = greet(context);
      if (member.isEmpty()) {
        serve(
            context, prompt, new ShellJobs(context, prompt::above, above.board(prompt), () -> {}));
        return;
      }
      try (ShellNotices notices = new ShellNotices(member.get(), above)) {
        Context heard = context.aside(context.output().heardBy(notices::told), context.streams());
        ShellJobs jobs = new ShellJobs(heard, prompt::above, above.board(prompt), notices::over);
        try (PresenceClient _ = notices.begin(() -> jobs.running(Verb.SEND) > 0)) {
          serve(heard, prompt, jobs);
        }
      }
    }
  }

  private static void serve(Context context, ShellPrompt prompt, ShellJobs jobs) throws Failure {
    new ShellSession(context).run(new ShellDesk(prompt, jobs, context));
  }

  /** Empty if nobody is registered, which the shell can change. */
  private static Optional<Member> greet(Context context) {
    try {
      Member member = context.member();
      context
          .output()
          .say("@" + member.handle() + " at " + member.server() + ". “help” lists the commands.");
      return Optional.of(member);
    } catch (Failure e) {
      context.output().say(e.message() + ". “help” lists the commands.");
      return Optional.empty();
    }
  }
}
