package dev.glide.cli.demo;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Spans;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The live part of the demo: Bob stays online and receives a film as it is sent; of a second one he
 * gets only a part before he is killed, and the rest when he comes back.
 */
final class LiveScenes {
  private static final String ALICE = "alice";
  private static final String BOB = "bob";
  private static final String FILM = "film.mkv";
  private static final String SECOND = "second-film.mkv";
  private static final int FILM_BYTES = 200_000_000;
  private static final int BLOCK_BYTES = 1024 * 1024;
  private static final int FIRST_PART = 5;

  private final DemoStage stage;
  private final Demo demo;
  private final Output output;
  private Optional<DemoEvents> bob = Optional.empty();

  LiveScenes(DemoStage stage, Demo demo, Output output) {
    this.stage = stage;
    this.demo = demo;
    this.output = output;
  }

  void play() throws IOException, Failure, InterruptedException {
    demo.step(
        "Bob online",
        "Bob stays online. Bob: glide up --from @alice",
        () -> {
          comeOnline();
          return Demo.Done.NOTHING;
        });
    demo.step("films made", "Alice has two films.", this::makeFilms);
    demo.step("sent live", "Bob is there. Alice: glide send " + FILM + " @bob", this::sendLive);
    demo.step("compared", "Every byte of it is compared.", () -> compare(FILM));
    demo.step(
        "receiver killed",
        "Alice sends the second one, and Bob is killed (kill -9) in the middle.",
        this::killInTheMiddle);
    demo.step("gone on", "Bob comes back. Bob: glide up --from @alice", this::goOn);
    demo.step("compared", "Every byte of it is compared.", () -> compare(SECOND));
    online().stop();
  }

  private DemoEvents online() {
    return bob.orElseThrow();
  }

  private void comeOnline() throws IOException, Failure, InterruptedException {
    DemoEvents started = stage.start(BOB, "up", "--from", "@" + ALICE, "--json");
    bob = Optional.of(started);
    started.await("online");
  }

  private Demo.Done makeFilms() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    for (String name : new String[] {FILM, SECOND}) {
      byte[] block = new byte[BLOCK_BYTES];
      try (OutputStream out = Files.newOutputStream(stage.home(ALICE).resolve(name))) {
        for (int left = FILM_BYTES; left > 0; left -= block.length) {
          random.nextBytes(block);
          out.write(block, 0, Math.min(left, block.length));
        }
      }
    }
    return new Demo.Done(2L * FILM_BYTES, "");
  }

  private Demo.Done sendLive() throws IOException, Failure, InterruptedException {
    stage.run(ALICE, "send", FILM, "@" + BOB);
    DemoEvents.Line received = online().await("received");
    tell("Bob has it", received);
    return new Demo.Done(FILM_BYTES, path(received));
  }

  private Demo.Done killInTheMiddle() throws IOException, Failure, InterruptedException {
    Process alice = stage.begin(ALICE, "send", SECOND, "@" + BOB);
    long had = awaitPart(alice);
    online().kill();
    output.result("   Bob is killed; " + Sizes.text(had) + " were on his disk.");
    output.flush();
    DemoStage.requireGood(alice.waitFor(), ALICE, "send", SECOND, "@" + BOB);
    return new Demo.Done(FILM_BYTES, "");
  }

  /** Waits until a part of the film is on Bob's disk, and returns how much. */
  private long awaitPart(Process alice) throws IOException, InterruptedException {
    while (alice.isAlive()) {
      long size = partSize();
      if (size >= FILM_BYTES / FIRST_PART) {
        return size;
      }
      Thread.sleep(5);
    }
    return partSize();
  }

  private long partSize() throws IOException {
    try (Stream<Path> entries = Files.list(stage.home(BOB))) {
      Path part =
          entries
              .filter(each -> each.getFileName().toString().startsWith(SECOND))
              .findFirst()
              .orElse(Path.of(""));
      return Files.isRegularFile(part) ? Files.size(part) : 0;
    } catch (java.nio.file.NoSuchFileException e) {
      // It has just got its final name.
      return 0;
    }
  }

  private Demo.Done goOn() throws IOException, Failure, InterruptedException {
    comeOnline();
    DemoEvents.Line received = online().await("received");
    long fresh = Math.round(received.number("movedBytes"));
    tell("Bob has all of it; " + Sizes.text(FILM_BYTES - fresh) + " had come before", received);
    return new Demo.Done(fresh, path(received));
  }

  private void tell(String words, DemoEvents.Line received) {
    double seconds = received.number("seconds");
    output.result(
        "   "
            + words
            + ": "
            + Sizes.text(Math.round(received.number("movedBytes")))
            + " in "
            + Spans.taken(Duration.ofNanos(Math.round(seconds * 1e9)))
            + " ("
            + Sizes.rate(received.number("movedBytes") / seconds)
            + received.text("path").map(path -> ", " + path).orElse("")
            + ")");
  }

  private static String path(DemoEvents.Line received) {
    return received.text("path").orElse("");
  }

  private Demo.Done compare(String name) throws IOException, Failure {
    long at = Files.mismatch(stage.home(ALICE).resolve(name), stage.home(BOB).resolve(name));
    if (at >= 0) {
      throw new Failure(
          ExitCode.FAILED, "demo-differs", name + " is not what was sent, from byte " + at + " on");
    }
    output.result("   " + Sizes.text(FILM_BYTES) + ": all the same.");
    return new Demo.Done(FILM_BYTES, "");
  }
}
