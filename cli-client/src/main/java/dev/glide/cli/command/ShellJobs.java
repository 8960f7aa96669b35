package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.ProgressBoard;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The transfers that run beside the shell's prompt, by number. Thread-safe. */
final class ShellJobs {
  private static final int LINE_COLUMNS = 60;

  private final Context context;
  private final Consumer<String> above;
  private final ProgressBoard board;
  private final Runnable over;
  private final TreeMap<Integer, Job> running = new TreeMap<>();

  /** One transfer. */
  private record Job(int number, String line, Verb verb, Instant since, Thread thread) {}

  /** What a job does. */
  interface Work {
    void run(Context context) throws Failure;
  }

  /**
   * No jobs yet.
   *
   * @param above says a line above the prompt
   * @param over hears when a job is over, and has told all
   */
  ShellJobs(Context context, Consumer<String> above, ProgressBoard board, Runnable over) {
    this.context = context;
    this.above = above;
    this.board = board;
    this.over = over;
  }

  /** Begins a job; returns at once. */
  synchronized void start(List<String> words, Verb verb, Work work) throws Failure {
    int number = 1;
    while (running.containsKey(number)) {
      number++;
    }
    String line = DisplayName.shortened(String.join(" ", words), LINE_COLUMNS);
    Context aside = aside(number, line);
    int chosen = number;
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("job-" + number)
            .unstarted(() -> run(chosen, work, aside));
    running.put(number, new Job(number, line, verb, context.now(), thread));
    thread.start();
  }

  private Context aside(int number, String line) {
    String mark = "[" + number + "] ";
    PrintStream words = LineStream.to(said -> above.accept(mark + said));
    Output output =
        context.output().elsewhere(words, () -> board.meter(mark + line, Optional.empty()));
    return context.apart(
        output,
        new Context.Streams(
            InputStream.nullInputStream(), words, words, context.streams().terminals()));
  }

  private void run(int number, Work work, Context aside) {
    try (aside) {
      work.run(aside);
    } catch (Failure e) {
      if (e.exitCode() == ExitCode.INTERRUPTED) {
        aside.output().warn("stopped; the same line again goes on where it was");
      } else {
        aside.output().fail(e);
      }
    } finally {
      synchronized (this) {
        running.remove(number);
        notifyAll();
      }
      over.run();
    }
  }

  /** How many jobs run that do this. */
  synchronized long running(Verb verb) {
    return running.values().stream().filter(each -> each.verb() == verb).count();
  }

  synchronized int running() {
    return running.size();
  }

  /** What runs, for people. */
  synchronized void list(Output output) {
    if (running.isEmpty()) {
      output.say("No transfer is under way here.");
      return;
    }
    Table table = new Table().numbers("JOB").column("LINE", LINE_COLUMNS).column("SINCE");
    for (Job job : running.values()) {
      table.row(Integer.toString(job.number()), job.line(), Spans.ago(job.since(), context.now()));
    }
    output.result(table);
    output.say("“stop N” stops one; the same line again goes on where it was.");
  }

  /**
   * Stops one job.
   *
   * @throws Failure (not found) if there is none of this number
   */
  synchronized void stop(String number) throws Failure {
    for (Job job : running.values()) {
      if (Integer.toString(job.number()).equals(number)) {
        job.thread().interrupt();
        return;
      }
    }
    throw new Failure(
            ExitCode.NOT_FOUND,
            "unknown-job",
            "there is no job “" + DisplayName.shortened(number, 20) + "”")
        .hint("“jobs” lists them");
  }

  synchronized void stopAll() {
    running.values().forEach(job -> job.thread().interrupt());
  }

  /**
   * Waits until none runs.
   *
   * @return false if the thread was interrupted before
   */
  synchronized boolean await() {
    try {
      while (!running.isEmpty()) {
        wait();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
