package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.PresenceClient;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.transfer.Inbox;
import dev.glide.cli.transfer.Member;
import dev.glide.cli.transfer.Offer;
import dev.glide.cli.transfer.Outgoing;
import dev.glide.shared.api.Notice;
import dev.glide.shared.api.RecipientState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Tells a person in the shell what happens to what they get and send. Notices are looked up on a
 * thread of its own, one after the other.
 */
final class ShellNotices implements PresenceClient.Listener, AutoCloseable {
  private final Member member;
  private final Inbox inbox;
  private final Outgoing outgoing;
  private final Output output;
  private final ExecutorService desk =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("shell-notices").factory());

  /** What waits, as far as it has been said. */
  private final Map<UUID, Offer> known = new HashMap<>();

  /** What this shell itself has said to have sent, with the outcome. */
  private final Map<UUID, String> told = new HashMap<>();

  /** What a job that still runs may be about to tell itself. */
  private final List<Notice> held = new ArrayList<>();

  private BooleanSupplier sending = () -> false;
  private boolean greeted;
  private boolean offline;

  /** Says nothing yet. */
  ShellNotices(Member member, Output output) {
    this.member = member;
    this.inbox = new Inbox(member);
    this.outgoing = new Outgoing(member);
    this.output = output;
  }

  /**
   * Comes online.
   *
   * @param sending whether a transfer to somebody runs in this shell
   */
  PresenceClient begin(BooleanSupplier sending) {
    this.sending = sending;
    return member.presence(this);
  }

  @Override
  public void notice(Notice notice) {
    later(() -> look(notice));
  }

  @Override
  public void connected() {
    later(() -> {
      if (offline) {
        offline = false;
        output.say("Online again.");
      }
    });
  }

  @Override
  public void away(Failure why) {
    later(() -> {
      if (!offline) {
        offline = true;
        output.say("Offline, trying again: " + DisplayName.printable(why.message()));
      }
    });
  }

  /** This shell itself has told something. */
  void told(Event event) {
    event.text("id").ifPresent(id -> later(() -> told(event, UUID.fromString(id))));
  }

  private void told(Event event, UUID id) {
    switch (event.name()) {
      case "sent" -> told.put(id, event.text("outcome").orElse(""));
      case "received", "declined" -> known.remove(id);
      default -> {}
    }
  }

  /** A transfer that ran in this shell is over, and has told all. */
  void over() {
    later(() -> {
      List<Notice> now = List.copyOf(held);
      held.clear();
      for (Notice notice : now) {
        look(notice);
      }
    });
  }

  /** Something that asks the server. */
  private interface Look {
    void run() throws Failure;
  }

  private void later(Look look) {
    desk.execute(() -> {
      try {
        look.run();
      } catch (Failure e) {
        // A hint that can't be followed now: “reqs” and “sent” tell the same.
      }
    });
  }

  private void look(Notice notice) throws Failure {
    UUID id = notice.transfer();
    if (notice.kind().equals(Notice.READY)) {
      lookAtAll();
    } else if (id != null) {
      look(notice, id);
    }
  }

  private void look(Notice notice, UUID id) throws Failure {
    switch (notice.kind()) {
      case Notice.OFFER -> inbox.one(id).ifPresent(this::offered);
      case Notice.ACCEPTED, Notice.DECLINED -> answered(notice, id);
      case Notice.DELIVERED, Notice.PARKED -> {
        if (sending.getAsBoolean()) {
          held.add(notice);
        } else {
          // Behind what a job that has just ended has told.
          later(() -> answered(notice, id));
        }
      }
      case Notice.CANCELLED, Notice.EXPIRED -> gone(notice, id);
      default -> {}
    }
  }

  private void lookAtAll() throws Failure {
    List<Offer> all = inbox.all();
    if (greeted || all.size() == 1) {
      all.reversed().forEach(this::offered);
    } else if (!all.isEmpty()) {
      all.forEach(offer -> known.put(offer.id(), offer));
      output.say(all.size() + " offers wait for you: “reqs” shows them.");
    }
    greeted = true;
  }

  private void offered(Offer offer) {
    if (known.put(offer.id(), offer) != null) {
      return;
    }
    boolean only =
        known.values().stream().filter(each -> each.from().equals(offer.from())).count() == 1;
    output.emit(ReqsCommand.event(offer));
    output.say(
        Words.offers(offer)
            + ": ok "
            + (only ? "@" + DisplayName.safe(offer.from()) : offer.shortId()));
  }

  /** Somebody has done something with what was sent from here. */
  private void answered(Notice notice, UUID id) throws Failure {
    Optional<Outgoing.Item> item = isTold(notice, id) ? Optional.empty() : outgoing.one(id);
    if (item.isEmpty()) {
      return;
    }
    String what = Words.what(item.get().content());
    switch (notice.kind()) {
      case Notice.ACCEPTED ->
          latest(item.get(), RecipientState.State.ACCEPTED)
              .ifPresent(who -> say(notice, id, who, who + " has accepted " + what));
      case Notice.DECLINED ->
          latest(item.get(), RecipientState.State.DECLINED)
              .ifPresent(who -> say(notice, id, who, who + " has declined " + what));
      case Notice.DELIVERED ->
          latest(item.get(), RecipientState.State.DELIVERED)
              .ifPresent(who -> say(notice, id, who, who + " has received " + what));
      default -> say(notice, id, "", what + " is parked; this machine may leave");
    }
  }

  private boolean isTold(Notice notice, UUID id) {
    String outcome = told.getOrDefault(id, "");
    return switch (notice.kind()) {
      case Notice.PARKED -> !outcome.isEmpty();
      case Notice.ACCEPTED, Notice.DELIVERED -> outcome.equals("delivered");
      default -> false;
    };
  }

  /** Who has come to this state last. */
  private static Optional<String> latest(Outgoing.Item item, RecipientState.State state) {
    return item.recipients().stream()
        .filter(each -> each.state() == state)
        .max(Comparator.comparing(RecipientState::since))
        .map(each -> "@" + DisplayName.safe(each.handle()));
  }

  private void gone(Notice notice, UUID id) {
    Offer offer = known.remove(id);
    if (offer != null) {
      String who = "@" + DisplayName.safe(offer.from());
      String what = Words.what(offer.content());
      boolean cancelled = notice.kind().equals(Notice.CANCELLED);
      say(
          notice,
          id,
          who,
          cancelled ? who + " has taken back " + what : what + " from " + who + " has expired");
    }
  }

  private void say(Notice notice, UUID id, String who, String words) {
    Event event = Event.of("notice").with("kind", notice.kind()).with("id", id.toString());
    output.emit(who.isEmpty() ? event : event.with("who", who.substring(1)));
    output.say(words);
  }

  @Override
  public void close() {
    desk.shutdownNow();
  }
}
