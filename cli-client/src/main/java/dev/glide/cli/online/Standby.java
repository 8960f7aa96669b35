package dev.glide.cli.online;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.PresenceClient;
import dev.glide.cli.seal.CipherWarmUp;
import dev.glide.cli.terminal.Meter;
import dev.glide.cli.transfer.Inbox;
import dev.glide.cli.transfer.Member;
import dev.glide.cli.transfer.Offer;
import dev.glide.cli.transfer.Receiver;
import dev.glide.cli.tree.OnConflict;
import dev.glide.shared.trace.Correlation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A device that stays online and receives into a folder what trusted people send; what has a name
 * that is taken gets another one. Several transfers run at once, each on its own thread.
 */
public final class Standby {
  /** What has come is on disk all the time; this is for closing files and connections. */
  private static final Duration PARTING = Duration.ofSeconds(3);

  private final Member member;
  private final Path folder;
  private final Circle circle;
  private final Audience audience;
  private final Clock clock;
  private final Signals signals = new Signals();
  private final Map<UUID, Running> running = new LinkedHashMap<>();
  private boolean stopped;

  private record Running(Offer offer, Thread thread) {}

  public Standby(Member member, Path folder, Circle circle, Audience audience, Clock clock) {
    this.member = member;
    this.folder = folder;
    this.circle = circle;
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * Stays online until this thread is interrupted or it can't go on.
   *
   * @throws Failure (interrupted); (not signed in) if the server does not know this device any
   *     more; (refused) if the account has been disabled
   */
  public void run() throws Failure {
    // What the first fetch would wait for otherwise.
    CipherWarmUp.start();
    String _ = member.fingerprint();
    Inbox inbox = new Inbox(member);
    try (PresenceClient _ = member.presence(signals)) {
      new Vigil(inbox, circle, audience, signals, this::begin, clock).keep();
    }
  }

  private synchronized void begin(Offer offer) {
    if (stopped) {
      return;
    }
    Thread thread =
        Thread.ofPlatform().daemon().name("fetch-" + offer.shortId()).unstarted(() -> fetch(offer));
    running.put(offer.id(), new Running(offer, thread));
    thread.start();
  }

  private void fetch(Offer offer) {
    Optional<Failure> failure = Optional.empty();
    try (Meter meter = audience.watch(offer);
        Member own = member.following(Correlation.fresh())) {
      Receiver.Received received =
          new Receiver(own).receive(offer, folder, OnConflict.RENAME, meter, _ -> {});
      audience.hear(new News.Fetched(received, meter.finish()));
    } catch (Failure e) {
      failure = Optional.of(e);
    } catch (RuntimeException e) {
      failure =
          Optional.of(
              new Failure(ExitCode.FAILED, "internal", "something unforeseen happened: " + e)
                  .because(e));
    }
    synchronized (this) {
      running.remove(offer.id());
    }
    signals.ended(offer.id(), failure);
  }

  /** Ends all fetches, from any thread, and returns those that can go on later. */
  public List<Offer> stop() {
    List<Running> cut;
    synchronized (this) {
      stopped = true;
      cut = List.copyOf(running.values());
    }
    cut.forEach(each -> each.thread().interrupt());
    long end = System.nanoTime() + PARTING.toNanos();
    for (Running each : cut) {
      try {
        boolean _ = each.thread().join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return cut.stream().map(Running::offer).toList();
  }
}
