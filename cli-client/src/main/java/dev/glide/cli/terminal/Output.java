package dev.glide.cli.terminal;

import dev.glide.cli.failure.Failure;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where a command speaks: results to standard output, words for people to standard error, and under
 * {@code --json} events instead of results. Thread-safe.
 */
public final class Output {
  private final PrintStream out;
  private final PrintStream err;
  private final Manner manner;
  private final Clock clock;
  private final Optional<Supplier<Meter>> meters;
  private final Consumer<Event> listener;

  /**
   * How to speak.
   *
   * @param json events instead of results
   * @param quiet only results, warnings and failures
   * @param debug stack traces with failures
   * @param terminal standard error is a terminal
   * @param colour escape sequences for colours are welcome
   */
  public record Manner(
      boolean json, boolean quiet, boolean debug, boolean terminal, boolean colour) {}

  public Output(PrintStream out, PrintStream err, Manner manner, Clock clock) {
    this(out, err, manner, clock, Optional.empty(), _ -> {});
  }

  private Output(
      PrintStream out,
      PrintStream err,
      Manner manner,
      Clock clock,
      Optional<Supplier<Meter>> meters,
      Consumer<Event> listener) {
    this.out = out;
    this.err = err;
    this.manner = manner;
    this.clock = clock;
    this.meters = meters;
    this.listener = listener;
  }

  public Clock clock() {
    return clock;
  }

  public Manner manner() {
    return manner;
  }

  /** The same output, which keeps standard output free: results go where words go. */
  public Output aside() {
    return new Output(err, err, manner, clock, meters, listener);
  }

  /**
   * The same manner, and the same listener, in another place: everything said goes to {@code
   * words}, transfers are shown by {@code meters}.
   */
  public Output elsewhere(PrintStream words, Supplier<Meter> meters) {
    return new Output(words, words, manner, clock, Optional.of(meters), listener);
  }

  /** The same output, with somebody who hears every event, whether or not it is printed. */
  public Output heardBy(Consumer<Event> other) {
    return new Output(out, err, manner, clock, meters, other);
  }

  /** Shows several transfers at once. */
  public ProgressBoard board() {
    boolean drawn = manner.terminal() && !manner.quiet() && !manner.json();
    return board(
        drawn
            ? new DrawnLines(err, new TerminalWidth(), this::flush)
            : new ProgressBoard.Nothing());
  }

  /** As {@link #board()}, at a certain place. */
  public ProgressBoard board(ProgressBoard.Surface surface) {
    return new ProgressBoard(this, surface);
  }

  /** A line of the result, for people and scripts. */
  public void result(String line) {
    if (!manner.json()) {
      out.println(line);
      out.flush();
    }
  }

  public void result(Table table) {
    if (!manner.json()) {
      table.lines().forEach(out::println);
    }
  }

  /** The result, for programs. */
  public void emit(Event event) {
    if (manner.json()) {
      out.println(event.line(clock.instant()));
      out.flush();
    }
    listener.accept(event);
  }

  /** A line that helps a person and that nothing depends on. */
  public void say(String line) {
    if (!manner.quiet()) {
      warn(line);
    }
  }

  /** A line that a person must not miss. */
  public void warn(String line) {
    // In the order in which it was said, also where both streams go to one place.
    out.flush();
    err.println(line);
  }

  /** What went wrong and what to do about it. */
  public void fail(Failure failure) {
    warn(emphasis("31", "glide:") + " " + DisplayName.printable(failure.message()));
    failure.hint().ifPresent(hint -> err.println("       " + DisplayName.printable(hint)));
    failure
        .correlation()
        .ifPresent(id -> err.println("       if it lasts, tell your operator this id: " + id));
    emit(
        Event.of("error")
            .with("code", failure.code())
            .with("exit", failure.exitCode().status())
            .with("message", failure.message())
            .with("hint", failure.hint())
            .with("correlation", failure.correlation()));
    if (manner.debug()) {
      failure.printStackTrace(err);
    }
  }

  /** Shows how a transfer goes, until it is closed. */
  public Meter meter() {
    return meters.isPresent() ? meters.get().get() : new Meter(display(), System::nanoTime);
  }

  /** Lets out what is still held back, before somebody else writes to the same place. */
  public void flush() {
    out.flush();
    err.flush();
  }

  public String strong(String words) {
    return emphasis("1", words);
  }

  private String emphasis(String code, String words) {
    return manner.colour() ? "\033[" + code + "m" + words + "\033[0m" : words;
  }

  private Meter.Display display() {
    if (manner.json()) {
      return new ProgressEvents(this::emit, Optional.empty());
    }
    if (manner.quiet()) {
      return new Quiet(err);
    }
    return manner.terminal() ? new ProgressLine(err, new TerminalWidth()) : new ProgressLog(err);
  }
}
