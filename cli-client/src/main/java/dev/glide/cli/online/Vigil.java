package dev.glide.cli.online;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.transfer.Inbox;
import dev.glide.cli.transfer.Offer;
import dev.glide.cli.transfer.Sender;
import dev.glide.shared.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stays online: looks into the inbox whenever there may be something new, has fetched what trusted
 * people send, and announces the rest. Notices only make it look sooner; it looks every minute
 * anyway. One thread.
 */
final class Vigil {
  static final Duration LOOK_EVERY = Duration.ofSeconds(60);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

  /** The clock is asked this often: it may have jumped while the machine slept. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofMillis(250);

  private final Inbox inbox;
  private final Circle circle;
  private final Audience audience;
  private final Signals signals;
  private final Clock clock;
  private final Fetching fetching;
  private final Agenda agenda = new Agenda();
  private final LineNews lineNews = new LineNews();
  private final Map<UUID, Offer> known = new LinkedHashMap<>();
  private final Map<UUID, String> failed = new HashMap<>();
  private Instant nextLook;
  private Duration retry = FIRST_RETRY;

  /** Begins a fetch on another thread, which tells the signals how it has ended. */
  interface Fetching {
    void begin(Offer offer);
  }

  Vigil(
      Inbox inbox,
      Circle circle,
      Audience audience,
      Signals signals,
      Fetching fetching,
      Clock clock) {
    this.inbox = inbox;
    this.circle = circle;
    this.audience = audience;
    this.signals = signals;
    this.fetching = fetching;
    this.clock = clock;
    // The first look comes with the connection; without one it is taken all the same.
    this.nextLook = clock.instant().plus(FIRST_LOOK);
  }

  /**
   * Keeps watch until it can't any more.
   *
   * @throws Failure (interrupted) if the thread is; (not signed in) if the server does not know
   *     this device any more; (refused) if the account has been disabled
   */
  void keep() throws Failure {
    while (true) {
      turn(signals.await(untilNext()));
    }
  }

  private void turn(Signals.Batch batch) throws Failure {
    tellLine();
    for (Signals.Ended each : batch.ended()) {
      ended(each);
    }
    boolean all = batch.everything() || !clock.instant().isBefore(nextLook);
    boolean good = all ? attempt(this::lookAtAll) : true;
    for (UUID id : batch.changed()) {
      good &= attempt(() -> lookAt(id));
    }
    if (all && good) {
      agenda.hurryAll(clock.instant());
    }
    tellLine();
    for (UUID id : agenda.begin(clock.instant())) {
      begin(id);
    }
  }

  /** Something that asks the server. */
  private interface Look {
    void run() throws Failure;
  }

  /** Returns false if the server can't be asked now: then all is looked at again soon. */
  private boolean attempt(Look look) throws Failure {
    try {
      look.run();
      return true;
    } catch (Failure e) {
      if (e.is(ErrorCode.ACCOUNT_DISABLED)) {
        throw e;
      }
      switch (e.exitCode()) {
        case NOT_SIGNED_IN, INTERRUPTED, USAGE -> throw e;
        case DONE, FAILED, NOT_FOUND, REFUSED, NETWORK, NOT_AUTHENTIC, OVER_LIMIT, LOCAL_FILE -> {}
      }
      lineNews.away(e, clock.instant()).ifPresent(audience::hear);
      nextLook = clock.instant().plus(retry);
      retry = retry.multipliedBy(2).compareTo(LOOK_EVERY) < 0 ? retry.multipliedBy(2) : LOOK_EVERY;
      return false;
    }
  }

  private void lookAtAll() throws Failure {
    List<Offer> offers = inbox.all();
    nextLook = clock.instant().plus(LOOK_EVERY);
    retry = FIRST_RETRY;
    List<UUID> ids = offers.stream().map(Offer::id).toList();
    // Oldest first, as they came.
    for (Offer offer : offers.reversed()) {
      consider(offer);
    }
    agenda.keepOnly(ids);
    List<UUID> running = agenda.running();
    known.values().stream()
        .filter(offer -> !ids.contains(offer.id()) && !running.contains(offer.id()))
        .toList()
        .forEach(this::gone);
  }

  private void lookAt(UUID id) throws Failure {
    Optional<Offer> offer = one(id);
    if (offer.isPresent()) {
      consider(offer.get());
      agenda.hurry(id, clock.instant());
      return;
    }
    Offer before = known.get(id);
    if (before != null && !agenda.running().contains(id)) {
      gone(before);
    }
  }

  private Optional<Offer> one(UUID id) throws Failure {
    try {
      return inbox.one(id);
    } catch (Failure e) {
      if (Sender.isEnded(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void consider(Offer offer) throws Failure {
    boolean isNew = known.put(offer.id(), offer) == null;
    if (circle.trusts(offer.from())) {
      agenda.add(offer.id(), clock.instant());
    } else if (isNew && !offer.accepted()) {
      audience.hear(new News.Offered(offer));
    }
  }

  private void gone(Offer offer) {
    agenda.done(offer.id());
    known.remove(offer.id());
    failed.remove(offer.id());
    audience.hear(new News.Gone(offer));
  }

  private void begin(UUID id) {
    Offer offer = known.get(id);
    if (offer == null) {
      agenda.done(id);
      return;
    }
    if (!failed.containsKey(id)) {
      audience.hear(new News.Begun(offer));
    }
    fetching.begin(offer);
  }

  private void ended(Signals.Ended end) {
    Offer offer = known.get(end.id());
    if (offer == null) {
      return;
    }
    if (end.failure().isEmpty()) {
      agenda.done(end.id());
      known.remove(end.id());
      failed.remove(end.id());
      return;
    }
    Failure why = end.failure().get();
    if (Sender.isEnded(why)) {
      gone(offer);
      return;
    }
    Optional<Instant> next = agenda.failed(end.id(), isLasting(why), clock.instant());
    boolean same = why.code().equals(failed.put(end.id(), why.code()));
    audience.hear(new News.Failed(offer, why, same, next));
  }

  /** Whether the same again would fail the same. */
  private static boolean isLasting(Failure why) {
    ExitCode code = why.exitCode();
    return switch (code) {
      case REFUSED, NOT_AUTHENTIC, NOT_FOUND, USAGE, OVER_LIMIT -> true;
      case DONE, FAILED, NOT_SIGNED_IN, NETWORK, LOCAL_FILE, INTERRUPTED -> false;
    };
  }

  private void tellLine() {
    Signals.Line line = signals.line();
    Optional<News> news = Optional.empty();
    if (line.why().isPresent()) {
      if (line.why().get().is(ErrorCode.ACCOUNT_DISABLED)) {
        // A relay says so; what the registry says counts.
        nextLook = clock.instant();
      }
      news = lineNews.away(line.why().get(), clock.instant());
    } else if (line.up() && retry.equals(FIRST_RETRY)) {
      news = lineNews.up();
    }
    news.ifPresent(audience::hear);
  }

  private Duration untilNext() {
    Instant now = clock.instant();
    Instant due = agenda.nextDue().filter(each -> each.isBefore(nextLook)).orElse(nextLook);
    Duration wait = Duration.between(now, due);
    Duration longest = lineNews.undecided() ? SOON : LONGEST_WAIT;
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
