package dev.glide.cli.demo;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The main job from nothing: a server, Alice and Bob; Alice sends a folder while Bob is offline,
 * the server is killed and started again, Bob comes and receives it, and everything is compared.
 * Then Bob stays online, and Alice sends to him live.
 */
public final class Demo {
  private static final String ALICE = "alice";
  private static final String BOB = "bob";
  private static final String SENT = "holiday";
  private static final long ROOM_BYTES = 2_000_000_000;

  private final Output output;
  private final DemoStage stage;
  private final Table times =
      new Table().column("STEP").numbers("BYTES").numbers("SECONDS").numbers("MB/S").column("PATH");
  private int step;

  private Demo(Output output, DemoStage stage) {
    this.output = output;
    this.stage = stage;
  }

  /** A part of the demo. */
  interface Step {
    Done run() throws IOException, Failure, InterruptedException;
  }

  /**
   * What a step was about.
   *
   * @param bytes 0 if it was about none
   * @param path by which way they went; empty if they went none
   */
  record Done(long bytes, String path) {
    static final Done NOTHING = new Done(0, "");
  }

  /**
   * Plays the demo.
   *
   * @param parent where its folder is made
   * @param keep leave the folder when all is over
   * @throws Failure if anything at all went wrong, or is not right in the end
   */
  public static void play(Path launcher, Path parent, boolean keep, Output output) throws Failure {
    boolean heard = !output.manner().json() && !output.manner().quiet();
    try {
      requireRoom(parent);
      try (DemoStage stage = new DemoStage(launcher, parent, keep, heard)) {
        new Demo(output, stage).play();
        if (keep) {
          output.say("Kept in " + stage.folder());
        }
      }
    } catch (IOException e) {
      throw new Failure(
              ExitCode.LOCAL_FILE,
              "demo-failed",
              "the demo's files can't be used: " + e.getMessage())
          .because(e);
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    }
  }

  private static void requireRoom(Path parent) throws IOException, Failure {
    long room = Files.getFileStore(parent).getUsableSpace();
    if (room < ROOM_BYTES) {
      throw new Failure(
              ExitCode.LOCAL_FILE,
              "disk-full",
              "the demo needs "
                  + Sizes.text(ROOM_BYTES)
                  + " in "
                  + parent
                  + ", and "
                  + Sizes.text(room)
                  + " are free")
          .hint("choose another place: glide demo --dir DIR");
    }
  }

  private void play() throws IOException, Failure, InterruptedException {
    Path sent = stage.home(ALICE).resolve(SENT);
    Path received = stage.home(BOB).resolve(SENT);
    DemoServer[] server = new DemoServer[1];
    step(
        "server started",
        "A server of our own, with an empty data folder.",
        () -> {
          server[0] = stage.server(0);
          return Done.NOTHING;
        });
    String url = server[0].url();
    step(
        "people registered",
        "Alice and Bob make their keys and accounts at " + url + ".",
        () -> {
          stage.run(ALICE, "register", ALICE, "--server", url);
          stage.run(BOB, "register", BOB, "--server", url);
          return Done.NOTHING;
        });
    step(
        "folder made",
        "Alice has a folder: large and small files, links, private ones, names of many scripts.",
        () -> {
          DemoFolder.make(sent);
          return new Done(TreeComparison.of(sent, sent).bytes(), "");
        });
    long bytes = TreeComparison.of(sent, sent).bytes();
    step(
        "sent while Bob is away",
        "Bob is offline. Alice: glide send " + SENT + " @bob",
        () -> {
          stage.run(ALICE, "send", SENT, "@" + BOB);
          return new Done(bytes, "parked");
        });
    int port = server[0].port();
    step(
        "server killed, restarted",
        "Alice leaves. The server is killed (kill -9) and started again.",
        () -> {
          server[0].kill();
          server[0] = stage.server(port);
          return Done.NOTHING;
        });
    step(
        "inbox read",
        "Bob comes back. Bob: glide reqs",
        () -> {
          stage.run(BOB, "reqs");
          return Done.NOTHING;
        });
    step(
        "received",
        "Bob: glide ok @alice",
        () -> {
          stage.run(BOB, "ok", "@" + ALICE);
          return new Done(bytes, "parked");
        });
    step("compared", "Every byte, name, mode and time is compared.", () -> compare(sent, received));
    new LiveScenes(stage, this, output).play();
    output.result("");
    output.result(times);
    output.result("");
    output.result("All of it is right.");
  }

  private Done compare(Path sent, Path received) throws IOException, Failure {
    TreeComparison.Result result = TreeComparison.of(sent, received);
    if (result.difference().isPresent()) {
      throw new Failure(
          ExitCode.FAILED,
          "demo-differs",
          "what came is not what was sent: " + result.difference().get());
    }
    output.result(
        "   " + result.entries() + " entries, " + Sizes.text(result.bytes()) + ": all the same.");
    return new Done(result.bytes(), "");
  }

  void step(String name, String words, Step work)
      throws IOException, Failure, InterruptedException {
    step++;
    output.result((step == 1 ? "" : "\n") + output.strong(step + ". " + words));
    output.flush();
    long start = System.nanoTime();
    Done done = work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    Event event =
        Event.of("step").with("name", name).with("bytes", done.bytes()).with("seconds", seconds);
    output.emit(done.path().isEmpty() ? event : event.with("path", done.path()));
    times.row(
        name,
        done.bytes() == 0 ? "" : Long.toString(done.bytes()),
        String.format(Locale.ROOT, "%.2f", seconds),
        done.bytes() == 0 ? "" : String.format(Locale.ROOT, "%.0f", done.bytes() / 1e6 / seconds),
        done.path());
  }
}
