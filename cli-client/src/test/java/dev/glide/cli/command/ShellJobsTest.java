package dev.glide.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.rehearsal.StrawServer;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellJobsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> above = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger over = new AtomicInteger();
  private final CountDownLatch free = new CountDownLatch(1);
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Output output = output();
  private ShellJobs jobs = jobs(new Typed(Path.of("none"), "none"));

  @BeforeEach
  void somebodyAtAShell() throws IOException {
    StrawServer server = StrawServer.start();
    open.add(server);
    Typed alice = new Typed(folder, server.url());
    assertThat(alice.type("register", "alice").code()).isEqualTo(ExitCode.DONE);
    output = output();
    jobs = jobs(alice);
  }

  @AfterEach
  void close() throws Exception {
    free.countDown();
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Output output() {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Output plain =
        new Output(
            stream,
            stream,
            new Output.Manner(false, false, false, false, false),
            Clock.systemUTC());
    return plain.heardBy(event -> events.add(event.name()));
  }

  private ShellJobs jobs(Typed who) {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Context context =
        new Context(
            who.settings(),
            output,
            new Context.Streams(
                InputStream.nullInputStream(), stream, stream, Context.Terminals.of("012")));
    open.add(context);
    return new ShellJobs(context, above::add, output.board(), over::incrementAndGet);
  }

  private void begin(String line, Verb verb) throws Failure {
    jobs.start(
        List.of(line.split(" ", -1)),
        verb,
        aside -> {
          try {
            free.await();
          } catch (InterruptedException e) {
            throw new Failure(ExitCode.INTERRUPTED, "interrupted", "interrupted").because(e);
          }
          aside.output().emit(Event.of("sent"));
          aside.output().result("Sent: " + line);
        });
  }

  @Test
  void saysAbovePromptWhatEachJobSays() throws Failure {
    begin("send a @bob", Verb.SEND);
    begin("ok @bob", Verb.OK);
    assertThat(jobs.running()).isEqualTo(2);
    assertThat(jobs.running(Verb.SEND)).isEqualTo(1);
    free.countDown();
    assertThat(jobs.await()).isTrue();
    await().atMost(LONG).until(() -> over.get() == 2);
    assertThat(above).containsExactlyInAnyOrder("[1] Sent: send a @bob", "[2] Sent: ok @bob");
    assertThat(events).containsExactly("sent", "sent");
  }

  @Test
  void listsAndStopsByNumber() throws Failure {
    begin("send a @bob", Verb.SEND);
    begin("send b @bob", Verb.SEND);
    jobs.list(output);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("1  send a @bob", "2  send b @bob");
    jobs.stop("1");
    await().atMost(LONG).until(() -> jobs.running() == 1);
    assertThat(above).containsExactly("[1] stopped; the same line again goes on where it was");
    Failure failure = catchThrowableOfType(Failure.class, () -> jobs.stop("1"));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    begin("send c @bob", Verb.SEND);
    jobs.list(output);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("1  send c @bob");
    jobs.stopAll();
    assertThat(jobs.await()).isTrue();
  }

  @Test
  void saysWhyAJobHasFailed() throws Failure {
    jobs.start(
        List.of("send"),
        Verb.SEND,
        _ -> {
          throw new Failure(ExitCode.NOT_FOUND, "unknown-user", "nobody of this name").hint("look");
        });
    assertThat(jobs.await()).isTrue();
    await().atMost(LONG).until(() -> over.get() == 1);
    assertThat(above).containsExactly("[1] glide: nobody of this name", "[1]        look");
  }
}
