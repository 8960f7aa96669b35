package dev.glide.benchmarks.live;

import dev.glide.benchmarks.Person;
import dev.glide.benchmarks.Tool;
import dev.glide.benchmarks.Workspace;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.transfer.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sends one path live from one person to another; leaves nothing behind. */
public record LiveMail(Workspace workspace, Person from, Person to, Path what) {
  private static final long LIMIT_SECONDS = 300;
  private static final long LOOK_MILLIS = 1;

  /** Seconds from the start of the sender until it stands whole, under its name, at the other's. */
  public double untilWhole(Waiting waiting) {
    Path whole = waiting.folder().resolve(what.getFileName());
    long begin = System.nanoTime();
    Process sender = send();
    waiting.await(() -> Files.exists(whole), LOOK_MILLIS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Tool.await(sender, log());
    waiting.empty();
    return seconds;
  }

  /** Seconds of the whole sender, which ends when the other has said that all is there. */
  double untilDelivered(Waiting waiting) {
    long begin = System.nanoTime();
    Tool.await(send(), log());
    double seconds = (System.nanoTime() - begin) / 1e9;
    waiting.empty();
    return seconds;
  }

  /** Seconds from the start of the sender until the first byte has been written. */
  double untilFirstByte(Waiting waiting) {
    byte first = firstByte(what);
    long begin = System.nanoTime();
    Process sender = send();
    waiting.await(() -> hasBegun(waiting.folder(), first), LOOK_MILLIS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Tool.await(sender, log());
    waiting.empty();
    return seconds;
  }

  /**
   * Seconds from the start of the sender until both have ended, where the receiver is started as
   * soon as the offer is made.
   */
  double withStarts() {
    Path folder = workspace.folder("received-cold");
    long begin = System.nanoTime();
    Process sender = send();
    awaitOffer(sender);
    to.run(workspace.root(), "ok", "@alice", "--to", folder.toString());
    Tool.await(sender, log());
    double seconds = (System.nanoTime() - begin) / 1e9;
    Workspace.delete(folder);
    return seconds;
  }

  private Process send() {
    return from.start(workspace.root(), log(), "send", "--json", "--live", what.toString(), "@bob");
  }

  private Path log() {
    return workspace.log("live-send");
  }

  private void awaitOffer(Process sender) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    try (Member receiver = to.member()) {
      while (receiver.registry().inbox(Optional.empty()).transfers().isEmpty()) {
        if (!sender.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("nothing was offered: " + Tool.read(log()));
        }
        Tool.pause(LOOK_MILLIS);
      }
    } catch (Failure e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether any file below has this first byte: a part file may be as long as it will be. */
  private static boolean hasBegun(Path folder, byte first) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).anyMatch(file -> firstByte(file) == first);
    } catch (IOException e) {
      return false; // it has just got another name
    }
  }

  private static byte firstByte(Path file) {
    ByteBuffer one = ByteBuffer.allocate(1);
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.read(one) == 1 ? one.get(0) : 0;
    } catch (IOException e) {
      return 0; // it has just got another name
    }
  }
}
