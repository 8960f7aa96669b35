package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks a person before something that can't be undone. */
final class Question {
  private Question() {}

  /**
   * Goes on only if a person says yes.
   *
   * @param option what to give where nobody can be asked
   * @throws Failure if the answer is no, or nobody is there to give one
   */
  static void require(Context context, String question, String option) throws Failure {
    if (!context.streams().terminals().in()) {
      throw Usage.failure("nobody is here to be asked: " + question).hint("if so, say " + option);
    }
    context.streams().err().print(question + " [y/N] ");
    context.streams().err().flush();
    String answer = read(context);
    if (!answer.equals("y") && !answer.equals("yes")) {
      throw new Failure(ExitCode.REFUSED, "not-confirmed", "not confirmed, nothing was done");
    }
  }

  private static String read(Context context) throws Failure {
    try {
      String line =
          new BufferedReader(new InputStreamReader(context.streams().in(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new Failure(ExitCode.FAILED, "no-answer", "the answer can't be read").because(e);
    }
  }
}
