package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.rehearsal.StrawServer;
import dev.glide.cli.transfer.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * {@code glide __rehearse}: plays what the launcher records AOT caches from, in the folder {@code
 * GLIDE_HOME} names. A cache costs by its size at each start, so each kind plays only what it is
 * for.
 */
final class RehearseCommand implements Command {
  private static final String SHORT = "short";
  private static final String TRANSFER = "transfer";
  private static final int SAMPLE_BYTES = 10 * 1024 * 1024;
  private static final int SMALL_FILES = 200;
  private static final String WAIT = "1m";
  private static final Duration PARTING = Duration.ofSeconds(10);
  private static final String FAILED = "rehearsal-failed";
  private static final String PIPED = "what comes from a pipe\n";

  @Override
  public List<String> usage() {
    return List.of("__rehearse short|transfer");
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("glide __rehearse short", "with GLIDE_HOME in a scratch folder"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    String kind = arguments.only("kind");
    String home = context.settings().environment().get("GLIDE_HOME");
    if (home == null) {
      throw Usage.failure("GLIDE_HOME must name a scratch folder");
    }
    try (StrawServer server = StrawServer.start()) {
      play(kind, Path.of(home), server);
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    } catch (IOException e) {
      throw new Failure(ExitCode.LOCAL_FILE, "no-rehearsal", "the scratch folder can't be used")
          .because(e);
    }
  }

  private static void play(String kind, Path home, StrawServer server)
      throws IOException, Failure, InterruptedException {
    Stage alice = new Stage(home.resolve("alice"), server.url());
    alice.play("register", "alice");
    switch (kind) {
      case SHORT -> {
        alice.play("help");
        alice.play("list");
        alice.play("reqs");
      }
      case TRANSFER -> {
        Stage bob = new Stage(home.resolve("bob"), server.url());
        bob.play("register", "bob");
        String sample = sample(home).toString();
        alice.play("send", sample, "@bob");
        bob.play("ok", "@alice", "--to", home.resolve("fetched").toString());
        handOver(alice, bob, sample);
        sendToWaiting(alice, bob, sample, server);
      }
      default -> throw Usage.failure(Verb.REHEARSE, "short and transfer can be rehearsed");
    }
  }

  /** Straight to somebody who takes it while it is offered. */
  private static void handOver(Stage alice, Stage bob, String sample)
      throws Failure, InterruptedException {
    FutureTask<Void> sending =
        new FutureTask<>(() -> {
          alice.play("send", "--live", "--wait", WAIT, sample, "@bob");
          return null;
        });
    Thread.ofPlatform().daemon().name("rehearse-send").start(sending);
    while (!sending.isDone() && !bob.hasOffer()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    bob.play("ok", "@alice", "--to", bob.home().resolve("taken").toString());
    try {
      sending.get();
    } catch (ExecutionException e) {
      throw new Failure(ExitCode.FAILED, FAILED, "the live rehearsal failed").because(e);
    }
  }

  /** To somebody who stays online: files, and a stream as it comes. */
  private static void sendToWaiting(Stage alice, Stage bob, String sample, StrawServer server)
      throws Failure, InterruptedException {
    String folder = bob.home().resolve("received").toString();
    Thread up =
        Thread.ofPlatform()
            .daemon()
            .name("rehearse-up")
            .start(() -> bob.type("up", "--json", "--from", "@alice", "--to", folder));
    if (!server.awaitOnline("bob")) {
      throw new Failure(ExitCode.FAILED, FAILED, "nobody comes online");
    }
    alice.play("send", "--json", sample, "@bob");
    alice.play("send", "--live", "--wait", WAIT, "-", "--name", "line", "@bob");
    up.interrupt();
    boolean _ = up.join(PARTING);
  }

  private static Path sample(Path home) throws IOException {
    Path folder = Files.createDirectories(home.resolve("sample"));
    byte[] bytes = new byte[SAMPLE_BYTES];
    Random random = new Random(1);
    random.nextBytes(bytes);
    Files.write(folder.resolve("random"), bytes);
    Files.writeString(folder.resolve("text"), "All work and no play. ".repeat(SAMPLE_BYTES / 44));
    for (int i = 0; i < SMALL_FILES; i++) {
      Files.writeString(folder.resolve("small-" + i), "small " + i);
    }
    return folder;
  }

  /** Somebody who types commands, with nobody listening. */
  private record Stage(Path home, String url) {
    void play(String... line) throws Failure {
      ExitCode end = type(line);
      if (end != ExitCode.DONE) {
        throw new Failure(end, FAILED, "the rehearsal of " + line[0] + " failed");
      }
    }

    boolean hasOffer() throws Failure {
      try (Member member = Member.open(Settings.of(environment()))) {
        return !member.registry().inbox(Optional.empty()).transfers().isEmpty();
      }
    }

    private Map<String, String> environment() {
      return Map.of("GLIDE_HOME", home.toString(), "GLIDE_SERVER", url);
    }

    ExitCode type(String... line) {
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Interpreter interpreter =
          new Interpreter(
              environment(),
              new ByteArrayInputStream(PIPED.getBytes(StandardCharsets.UTF_8)),
              nowhere,
              System.err,
              "",
              Clock.systemUTC());
      return interpreter.run(List.of(line));
    }
  }
}
