package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Output;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Runs one command line from its words to its exit code. */
public final class Interpreter {
  private final Map<String, String> environment;
  private final Context.Streams streams;
  private final Clock clock;

  /**
   * Prepares for command lines.
   *
   * @param terminals which of standard input, output and error are a terminal: {@code "012"}
   */
  public Interpreter(
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err,
      String terminals,
      Clock clock) {
    this.environment = Map.copyOf(environment);
    this.streams = new Context.Streams(in, out, err, Context.Terminals.of(terminals));
    this.clock = clock;
  }

  /** Runs a command line; every way it can end is an exit code and, but for the first, words. */
  public ExitCode run(List<String> line) {
    Output plain = new Output(streams.out(), streams.err(), plainManner(line), clock);
    try {
      Invocation invocation = Invocation.of(line);
      Command command = invocation.verb().command();
      Arguments arguments = Arguments.parse(invocation.verb(), command, invocation.words());
      Output output =
          new Output(
              streams.out(),
              streams.err(),
              GlobalOptions.manner(arguments, streams.terminals().err(), environment),
              clock);
      return run(invocation.verb(), command, arguments, output);
    } catch (Failure e) {
      plain.fail(e);
      return e.exitCode();
    } finally {
      streams.out().flush();
    }
  }

  private ExitCode run(Verb verb, Command command, Arguments arguments, Output output) {
    try (Context context =
        new Context(GlobalOptions.settings(arguments, environment), output, streams)) {
      return ended(verb, command, arguments, context);
    }
  }

  private static ExitCode ended(Verb verb, Command command, Arguments arguments, Context context) {
    try {
      perform(verb, command, arguments, context);
      return ExitCode.DONE;
    } catch (Failure e) {
      context.output().fail(e);
      return e.exitCode();
    }
  }

  /** Does what a command is there for, or explains it. */
  static void perform(Verb verb, Command command, Arguments arguments, Context context)
      throws Failure {
    try {
      carryOut(verb, command, arguments, context);
    } catch (Failure e) {
      throw context.output().manner().debug() ? traced(e, context) : e;
    }
  }

  /** Whoever looks for the reason finds it by this at the server, whosever fault it was. */
  private static Failure traced(Failure e, Context context) {
    return switch (e.exitCode()) {
      case USAGE, LOCAL_FILE, INTERRUPTED -> e;
      case DONE, FAILED, NOT_SIGNED_IN, NOT_FOUND, REFUSED, NETWORK, NOT_AUTHENTIC, OVER_LIMIT ->
          e.correlation().isPresent() ? e : e.traced(context.correlation());
    };
  }

  private static void carryOut(Verb verb, Command command, Arguments arguments, Context context)
      throws Failure {
    try {
      if (context.output().manner().debug()) {
        context
            .output()
            .warn("glide: the server's logs have this command as " + context.correlation().id());
      }
      if (arguments.has(GlobalOptions.HELP)) {
        Help.page(verb, command, context.output()).forEach(context.output()::result);
      } else {
        command.run(arguments, context);
      }
    } catch (RuntimeException e) {
      throw new Failure(ExitCode.FAILED, "internal", "something is wrong in glide itself: " + e)
          .because(e)
          .hint("the same command with --debug shows where");
    }
  }

  /** How to speak before the words are understood. */
  private Output.Manner plainManner(List<String> line) {
    return new Output.Manner(
        line.contains("--" + GlobalOptions.JSON), false, false, streams.terminals().err(), false);
  }
}
