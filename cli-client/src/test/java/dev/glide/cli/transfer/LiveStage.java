package dev.glide.cli.transfer;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.FakeRelay;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.live.LiveTiming;
import dev.glide.shared.api.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A server with a relay in front of it, where alice sends to people who are online. */
final class LiveStage implements AutoCloseable {
  /** Waits for nobody who has been here: what a test lets vanish is gone at once. */
  static final LiveTiming PARKS =
      new LiveTiming(
          true,
          Duration.ofMinutes(5),
          Duration.ofMillis(200),
          Duration.ofMinutes(5),
          Duration.ofMillis(100));

  /** Waits for whoever was here, for as long as any test lasts. */
  static final LiveTiming WAITS =
      new LiveTiming(
          true,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMillis(100));

  /** Never parks, and loses its patience at once. */
  static final LiveTiming HASTY =
      new LiveTiming(
          false,
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMinutes(5),
          Duration.ofMillis(100));

  /** Never parks, and does not lose its patience. */
  static final LiveTiming PATIENT =
      new LiveTiming(
          false,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMillis(100));

  /** Waits so long for a yes, and for ever for who has said it. */
  static LiveTiming accepting(Duration time) {
    return new LiveTiming(
        true, time, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(100));
  }

  final FakeGlide server;
  final FakeRelay relay;
  final Person alice;
  private final Path homes;

  LiveStage(Path homes) throws IOException, Failure {
    this.homes = homes;
    server = new FakeGlide();
    relay = new FakeRelay(server.port());
    server.registry.notices = this::tell;
    alice = person("alice");
  }

  private void tell(Notice notice) {
    try {
      relay.tell(notice);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody new, who is online. */
  Person person(String handle) throws Failure {
    Person person = Person.register(handle, relay.url(), homes);
    server.registry.online.add(handle);
    return person;
  }

  /** Alice sends, on a thread of her own. */
  Sending send(LiveTiming timing, SendOrder.Delivery delivery, Path path, Person... to) {
    return send(timing, delivery, Progress.SILENT, path, to);
  }

  Sending send(
      LiveTiming timing, SendOrder.Delivery delivery, Progress progress, Path path, Person... to) {
    List<String> people = List.of(to).stream().map(each -> each.handle).toList();
    SendOrder order =
        new SendOrder(
            List.of(path), people, Optional.empty(), Optional.empty(), delivery, Optional.empty());
    Sender sender = new Sender(alice.member, Person.BRIEF, _ -> timing);
    return Sending.start(() -> sender.send(order, progress, _ -> {}));
  }

  /** Alice sends a stream that is never stored. */
  Sending stream(LiveTiming timing, InputStream in, Person... to) {
    List<String> people = List.of(to).stream().map(each -> each.handle).toList();
    SendOrder order =
        new SendOrder(
            List.of(),
            people,
            Optional.empty(),
            Optional.empty(),
            SendOrder.Delivery.LIVE,
            Optional.empty());
    Sender sender = new Sender(alice.member, Person.BRIEF, _ -> timing);
    return Sending.start(() -> sender.sendStream(in, "log", order, Progress.SILENT));
  }

  /** A send under way. */
  static final class Sending {
    private final CompletableFuture<Sender.Sent> result = new CompletableFuture<>();
    private final Thread thread;

    /** What sends. */
    interface Deed {
      Sender.Sent run() throws Failure;
    }

    private Sending(Deed deed) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .unstarted(() -> {
                try {
                  result.complete(deed.run());
                } catch (Failure | RuntimeException e) {
                  result.completeExceptionally(e);
                }
              });
    }

    static Sending start(Deed deed) {
      Sending sending = new Sending(deed);
      sending.thread.start();
      return sending;
    }

    boolean isOver() {
      return result.isDone();
    }

    Sender.Sent sent() {
      return result.join();
    }

    /** Why it has failed. */
    Failure failure() {
      try {
        throw new AssertionError("it was sent: " + result.join());
      } catch (CompletionException e) {
        if (e.getCause() instanceof Failure failure) {
          return failure;
        }
        throw e;
      }
    }

    /** As Ctrl-C does. */
    void interrupt() {
      thread.interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    alice.close();
    relay.close();
    server.close();
  }
}
