package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.RegistryClient;
import dev.glide.cli.transfer.live.LiveTiming;
import dev.glide.shared.api.RecipientState;
import dev.glide.shared.api.SessionList;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Asks the registry about one transfer: when there are news, and every now and then, for notices
 * may get lost. One thread.
 */
final class LiveWatch {
  private final UUID transfer;
  private final RegistryClient registry;
  private final Duration patience;
  private final LiveTiming timing;
  private final News news;
  private long lookedNanos = System.nanoTime();
  private boolean away;
  private long awayNanos;

  /**
   * Asks nothing yet.
   *
   * @param patience how long the registry may be away while nothing else gets on
   */
  LiveWatch(
      UUID transfer, RegistryClient registry, Duration patience, LiveTiming timing, News news) {
    this.transfer = transfer;
    this.registry = registry;
    this.patience = patience;
    this.timing = timing;
    this.news = news;
  }

  /**
   * Looks at what there may be news of.
   *
   * @param hurry whether a change of states is about to come
   * @param idle whether nothing gets on without the registry
   * @throws Failure if the registry is away for too long, or will not answer
   */
  void look(
      boolean hurry,
      boolean idle,
      Consumer<List<RecipientState>> states,
      Consumer<SessionList> sessions)
      throws Failure {
    boolean due = System.nanoTime() - lookedNanos >= timing.poll().toNanos();
    try {
      if (news.takeSessions() || due) {
        sessions.accept(registry.sessions(transfer));
      }
      if (news.takeStates() || due || hurry) {
        states.accept(registry.transfer(transfer).recipients());
      }
      away = false;
    } catch (Failure e) {
      bear(e, idle);
    }
    if (due) {
      lookedNanos = System.nanoTime();
    }
  }

  private void bear(Failure e, boolean idle) throws Failure {
    if (e.exitCode() == ExitCode.REFUSED) {
      // It has ended for somebody, or for all: the next look at the states tells.
      news.raiseStates();
      return;
    }
    if (e.exitCode() != ExitCode.NETWORK && e.exitCode() != ExitCode.OVER_LIMIT) {
      throw e;
    }
    long now = System.nanoTime();
    if (!away) {
      away = true;
      awayNanos = now;
    } else if (idle && now - awayNanos > patience.toNanos()) {
      throw e;
    }
  }
}
