package dev.glide.cli.demo;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the demo that goes on beside the others, and the events that it prints. */
final class DemoEvents {
  private static final int PATIENCE_SECONDS = 120;
  private static final String END = "";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** One event, as it was printed. */
  record Line(String json) {
    boolean is(String event) {
      return text("event").equals(Optional.of(event));
    }

    /** A field of plain text: a name, a path of the bytes. */
    Optional<String> text(String field) {
      Matcher found = Pattern.compile("\"" + field + "\":\"([^\"\\\\]*)\"").matcher(json);
      return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** A field that is a number, 0 if there is none. */
    double number(String field) {
      Matcher found = Pattern.compile("\"" + field + "\":([0-9.E-]+)").matcher(json);
      return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }
  }

  DemoEvents(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("demo-events").start(this::listen);
  }

  private void listen() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // Killed: what it has said is there.
    }
    lines.add(END);
  }

  /** Waits for an event of this name; what comes before it is skipped. */
  Line await(String event) throws Failure, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        throw new Failure(
            ExitCode.FAILED,
            "demo-failed",
            "a command that should say “"
                + event
                + "” "
                + (line == null ? "does not" : "has ended"));
      }
      Line found = new Line(line);
      if (found.is(event)) {
        return found;
      }
    }
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As {@code kill}, and waits for the end. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
