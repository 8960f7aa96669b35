package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Output;
import java.util.List;
import java.util.Optional;

/** The shell of a person at a terminal: transfers run beside the prompt. */
final class ShellDesk implements ShellSession.Lines {
  static final String JOBS = "jobs";
  static final String STOP = "stop";
  static final List<String> WORDS = List.of(JOBS, STOP, "exit");

  private final ShellPrompt prompt;
  private final ShellJobs jobs;
  private final Context context;

  ShellDesk(ShellPrompt prompt, ShellJobs jobs, Context context) {
    this.prompt = prompt;
    this.jobs = jobs;
    this.context = context;
  }

  @Override
  public Optional<List<String>> next() {
    return prompt.next();
  }

  @Override
  public void guard(Runnable command) {
    prompt.guard(command);
  }

  @Override
  public boolean own(List<String> words) throws Failure {
    switch (words.getFirst()) {
      case "help" -> {
        if (words.size() > 1) {
          return false;
        }
        help();
      }
      case JOBS -> jobs.list(context.output());
      case STOP -> {
        if (words.size() != 2) {
          throw Usage.failure("stop what? a number that “jobs” shows: stop 1");
        }
        jobs.stop(words.get(1));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void help() {
    Output output = context.output();
    Help.overview(output).forEach(output::result);
    output.result("");
    output.result(
        "Here in the shell “glide” may be left out, transfers run beside the prompt, and:");
    output.result("  jobs    list the transfers that run here");
    output.result("  stop N  stop one of them; the same line again goes on");
    output.result("  exit    leave");
  }

  @Override
  public boolean beside(List<String> words, Verb verb, Command command, Arguments arguments)
      throws Failure {
    boolean transfer = verb == Verb.SEND || verb == Verb.OK;
    if (!transfer || arguments.has(GlobalOptions.HELP)) {
      return false;
    }
    if (verb == Verb.SEND && arguments.paths().contains("-")) {
      throw Usage.failure("standard input is the shell's own here")
          .hint("from the command line: … | glide send - --name NAME @somebody");
    }
    jobs.start(words, verb, aside -> Interpreter.perform(verb, command, arguments, aside));
    return true;
  }

  @Override
  public boolean mayEnd() {
    while (jobs.running() > 0) {
      String answer =
          prompt.ask(
              Words.count(jobs.running(), "transfer is", "transfers are")
                  + " under way. [w]ait for the end, [s]top (the same line again goes on), or"
                  + " stay?");
      switch (answer) {
        case "s", "stop" -> jobs.stopAll();
        case "w", "wait" -> {}
        default -> {
          return false;
        }
      }
      boolean[] done = new boolean[1];
      prompt.guard(() -> done[0] = jobs.await());
      if (!done[0]) {
        return false;
      }
    }
    return true;
  }
}
