package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import java.util.List;
import java.util.Optional;

/** Runs line after line with one sign-in, until the lines end. */
final class ShellSession {
  private final Context context;

  ShellSession(Context context) {
    this.context = context;
  }

  /** Where lines come from, already parted into words. */
  interface Lines {
    /** The next line's words; empty at the end. */
    Optional<List<String>> next() throws Failure;

    /** Runs a line's command so that a person can stop it without ending the session. */
    default void guard(Runnable command) {
      command.run();
    }

    /** Does what only these lines know; false if it is a command like any other. */
    default boolean own(List<String> words) throws Failure {
      return false;
    }

    /** Takes a command to run it beside the next lines; false if it is to be run now. */
    default boolean beside(List<String> words, Verb verb, Command command, Arguments arguments)
        throws Failure {
      return false;
    }

    /** Whether the session may end now. */
    default boolean mayEnd() {
      return true;
    }
  }

  /** Runs all lines, and returns how many failed. */
  int run(Lines lines) throws Failure {
    int failed = 0;
    while (true) {
      Optional<List<String>> line = lines.next();
      List<String> words = line.isPresent() ? withoutName(line.get()) : List.of("exit");
      if (words.isEmpty()) {
        continue;
      }
      if (words.size() == 1 && isExit(words.getFirst())) {
        if (lines.mayEnd()) {
          return failed;
        }
        continue;
      }
      boolean[] good = new boolean[1];
      lines.guard(() -> good[0] = runLine(lines, words));
      failed += good[0] ? 0 : 1;
    }
  }

  private boolean runLine(Lines lines, List<String> words) {
    try {
      if (lines.own(words)) {
        return true;
      }
      Invocation invocation = Invocation.of(words);
      requireFitting(invocation.verb());
      Command command = invocation.verb().command();
      Arguments arguments = Arguments.parse(invocation.verb(), command, invocation.words());
      refuseIdentity(arguments);
      if (!lines.beside(words, invocation.verb(), command, arguments)) {
        perform(invocation.verb(), command, arguments);
      }
      return true;
    } catch (Failure e) {
      context.output().fail(e);
      return false;
    } finally {
      context.streams().out().flush();
    }
  }

  private void perform(Verb verb, Command command, Arguments arguments) throws Failure {
    if (verb != Verb.SEND && verb != Verb.OK) {
      Interpreter.perform(verb, command, arguments, context);
      return;
    }
    try (Context transfer = context.apart(context.output(), context.streams())) {
      Interpreter.perform(verb, command, arguments, transfer);
    }
  }

  private static void requireFitting(Verb verb) throws Failure {
    switch (verb) {
      case UP, SHELL, SERVER, ADMIN, DEMO, COMPLETE, REHEARSE ->
          throw Usage.failure("“" + verb.word() + "” does not go inside the shell")
              .hint("run it from the command line: glide " + verb.word());
      case SEND, REQS, OK, NO, SENT, CANCEL, REGISTER, WHOAMI, LIST, VERIFY, DEVICES, INVITE -> {}
      case DOCTOR, COMPLETION, VERSION, HELP -> {}
    }
  }

  /** One session is one person, who speaks in one manner. */
  private static void refuseIdentity(Arguments arguments) throws Failure {
    for (String option :
        List.of(
            GlobalOptions.PROFILE,
            GlobalOptions.CA_FILE,
            GlobalOptions.INSECURE_HTTP,
            GlobalOptions.JSON,
            GlobalOptions.QUIET,
            GlobalOptions.DEBUG)) {
      if (arguments.has(option)) {
        throw Usage.failure("--" + option + " holds for a whole session")
            .hint("leave the shell, then: glide shell --" + DisplayName.safe(option));
      }
    }
  }

  private static List<String> withoutName(List<String> words) {
    return !words.isEmpty() && words.getFirst().equals("glide")
        ? words.subList(1, words.size())
        : words;
  }

  private static boolean isExit(String word) {
    return word.equals("exit") || word.equals("quit");
  }
}
