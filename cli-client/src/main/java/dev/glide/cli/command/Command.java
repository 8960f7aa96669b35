package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import java.util.List;
import org.apache.commons.cli.Options;

/** One command: what it takes and what it does. */
interface Command {
  /** Its forms, each as it follows {@code glide}. */
  List<String> usage();

  /** Sentences that help to use it well; empty where the usage says it all. */
  default List<String> notes() {
    return List.of();
  }

  /** Lines that can be typed as they are, each with what it does. */
  List<Example> examples();

  /** Its own options; those of every command come on top. */
  default Options options() {
    return new Options();
  }

  /** What its arguments are, for completion. */
  default List<Operand> operands() {
    return List.of();
  }

  void run(Arguments arguments, Context context) throws Failure;

  /** A line to type and what it does. */
  record Example(String line, String does) {}

  /** What stands for an argument in completion. */
  enum Operand {
    FILE,
    /** Anybody on the server. */
    PERSON,
    /** What waits for me: a sender or an id. */
    OFFER,
    /** What I have sent, by id. */
    TRANSFER,
    COMMAND,
    SHELL,
    DEVICE_ACTION,
    ADMIN_ACTION
  }
}
