package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Settings;
import dev.glide.cli.rehearsal.StrawServer;
import dev.glide.cli.transfer.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
  private static final int SAMPLE_BYTES = 24 * 1024 * 1024;
  private static final int SMALL_FILES = 200;

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
      play(kind, Path.of(home), server.url());
    } catch (IOException e) {
      throw new Failure(ExitCode.LOCAL_FILE, "no-rehearsal", "the scratch folder can't be used")
          .because(e);
    }
  }

  private static void play(String kind, Path home, String url) throws IOException, Failure {
    Stage alice = new Stage(home.resolve("alice"), url);
    alice.play("register", "alice");
    switch (kind) {
      case SHORT -> {
        alice.play("help");
        alice.play("list");
        alice.play("reqs");
      }
      case TRANSFER -> {
        Stage bob = new Stage(home.resolve("bob"), url);
        bob.play("register", "bob");
        alice.play("send", sample(home).toString(), "@bob");
        bob.play("ok", "@alice", "--to", home.resolve("received").toString());
        live(alice, bob, home);
      }
      default -> throw Usage.failure(Verb.REHEARSE, "short and transfer can be rehearsed");
    }
  }

  /** The same once more while both are there, straight through the relay. */
  private static void live(Stage alice, Stage bob, Path home) throws Failure {
    FutureTask<Void> sending =
        new FutureTask<>(() -> {
          alice.play("send", "--live", home.resolve("sample").toString(), "@bob");
          return null;
        });
    Thread.ofPlatform().daemon().name("rehearse-send").start(sending);
    try {
      while (!sending.isDone() && !bob.hasOffer()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      bob.play("ok", "@alice", "--to", home.resolve("received-live").toString());
      sending.get();
    } catch (ExecutionException e) {
      throw new Failure(ExitCode.FAILED, "rehearsal-failed", "the live rehearsal failed")
          .because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(ExitCode.INTERRUPTED, "interrupted", "interrupted").because(e);
    }
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
    private Map<String, String> environment() {
      return Map.of("GLIDE_HOME", home.toString(), "GLIDE_SERVER", url);
    }

    boolean hasOffer() throws Failure {
      try (Member member = Member.open(Settings.of(environment()))) {
        return !member.registry().inbox(Optional.empty()).transfers().isEmpty();
      }
    }

    void play(String... line) throws Failure {
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Interpreter interpreter =
          new Interpreter(
              environment(),
              InputStream.nullInputStream(),
              nowhere,
              System.err,
              "",
              Clock.systemUTC());
      ExitCode end = interpreter.run(List.of(line));
      if (end != ExitCode.DONE) {
        throw new Failure(end, "rehearsal-failed", "the rehearsal of " + line[0] + " failed");
      }
    }
  }
}
