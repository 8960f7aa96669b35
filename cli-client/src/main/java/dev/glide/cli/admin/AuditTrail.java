package dev.glide.cli.admin;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.shared.api.AuditEntry;
import dev.glide.shared.api.AuditPage;
import dev.glide.shared.api.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads the audit of a server, oldest first, each entry once. */
public final class AuditTrail {
  /**
   * An entry's time is taken before it is committed: for so long an earlier one may still come
   * after a later one.
   */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  private static final long POLL_MILLIS = 1_000;

  private final AdminClient client;
  private final Consumer<AuditEntry> reader;
  private final Map<UUID, Instant> shown = new LinkedHashMap<>();

  public AuditTrail(AdminClient client, Consumer<AuditEntry> reader) {
    this.client = client;
    this.reader = reader;
  }

  /**
   * Reads what there is now.
   *
   * @param most entries from the question's beginning on; if it has none, of the newest, and no
   *     more than a page
   */
  public void read(AuditQuestion question, long most) throws Failure {
    long left = most;
    Optional<String> after = Optional.empty();
    do {
      AuditPage page = client.audit(question, (int) Math.min(left, Limits.MAX_PAGE), after);
      show(page.entries());
      left -= page.entries().size();
      after = Optional.ofNullable(page.next());
    } while (after.isPresent() && left > 0);
  }

  /**
   * Goes on with what comes after, until the thread is interrupted.
   *
   * @param began when the first question was asked
   * @param away hears once an outage that the server can't be asked
   */
  public void follow(AuditQuestion question, Instant began, Consumer<Failure> away) throws Failure {
    boolean outage = false;
    Instant newest = shown.values().stream().max(Instant::compareTo).orElse(began);
    while (true) {
      pause();
      try {
        read(question.from(newest.minus(SETTLED)), Long.MAX_VALUE);
        outage = false;
      } catch (Failure e) {
        if (e.exitCode() != ExitCode.NETWORK) {
          throw e;
        }
        if (!outage) {
          away.accept(e);
        }
        outage = true;
      }
      newest = shown.values().stream().max(Instant::compareTo).orElse(newest);
      forgetBefore(newest.minus(SETTLED.multipliedBy(2)));
    }
  }

  private void show(List<AuditEntry> entries) {
    for (AuditEntry entry : entries) {
      if (shown.putIfAbsent(entry.id(), entry.at()) == null) {
        reader.accept(entry);
      }
    }
  }

  private void forgetBefore(Instant settled) {
    shown.values().removeIf(at -> at.isBefore(settled));
  }

  private static void pause() throws Failure {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    }
  }
}
