package dev.glide.cli.transfer;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.session.LaneRecord;
import dev.glide.cli.terminal.Progress;
import dev.glide.cli.transfer.live.LiveSessions;
import dev.glide.shared.api.RecipientState;
import java.util.Set;
import java.util.UUID;

/** How a live transfer ends, and what is said of it to both sides. */
final class LiveEnding {
  private final Member member;
  private final UUID transfer;
  private final LivePeople people;
  private final LiveSessions sessions;
  private final Progress progress;
  private boolean cancelled;

  LiveEnding(
      Member member, UUID transfer, LivePeople people, LiveSessions sessions, Progress progress) {
    this.member = member;
    this.transfer = transfer;
    this.people = people;
    this.sessions = sessions;
    this.progress = progress;
  }

  /**
   * Those who have it, once it has ended for everybody.
   *
   * @throws Failure (refused) if nobody does: {@code declined}, {@code cancelled} or {@code
   *     expired}
   */
  Set<String> delivered() throws Failure {
    Set<String> delivered = people.in(RecipientState.State.DELIVERED);
    sessions.leave(delivered.isEmpty() ? LaneRecord.Reason.CANCELLED : LaneRecord.Reason.DONE);
    if (!delivered.isEmpty()) {
      tellOthers();
      return delivered;
    }
    Set<String> declined = people.in(RecipientState.State.DECLINED);
    if (!declined.isEmpty()) {
      throw new Failure(ExitCode.REFUSED, "declined", LivePeople.words(declined) + " declined it");
    }
    throw people.in(RecipientState.State.EXPIRED).isEmpty()
        ? new Failure(ExitCode.REFUSED, "cancelled", "it was cancelled while it was sent")
        : new Failure(ExitCode.REFUSED, "expired", "it has expired before anybody took it");
  }

  /** Who has declined what others have got, or can get. */
  void tellOthers() {
    Set<String> declined = people.in(RecipientState.State.DECLINED);
    if (!declined.isEmpty()) {
      progress.note(LivePeople.words(declined) + " declined it");
    }
  }

  /** Takes back what must not be stored, for those who did not take it. */
  Failure nobodyCame(Set<String> away) {
    sessions.leave(LaneRecord.Reason.CANCELLED);
    cancel();
    Set<String> delivered = people.in(RecipientState.State.DELIVERED);
    String message = LivePeople.words(away) + " did not take it in time";
    return new Failure(
            ExitCode.NETWORK,
            "nobody-came",
            delivered.isEmpty()
                ? message
                : message + "; it was delivered to " + LivePeople.words(delivered))
        .hint("--wait waits longer; without --live it is parked for them");
  }

  /** Takes it back, unless it has ended; as far as the server can be reached. */
  void cancel() {
    if (cancelled || people.allEnded()) {
      return;
    }
    cancelled = true;
    try {
      member.registry().cancel(transfer);
    } catch (Failure e) {
      progress.note("the server keeps the offer until it expires");
    }
  }
}
