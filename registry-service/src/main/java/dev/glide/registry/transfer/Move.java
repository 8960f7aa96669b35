package dev.glide.registry.transfer;

import static dev.glide.shared.api.RecipientState.State.ACCEPTED;
import static dev.glide.shared.api.RecipientState.State.CANCELLED;
import static dev.glide.shared.api.RecipientState.State.DECLINED;
import static dev.glide.shared.api.RecipientState.State.DELIVERED;
import static dev.glide.shared.api.RecipientState.State.EXPIRED;
import static dev.glide.shared.api.RecipientState.State.OFFERED;

import dev.glide.shared.api.RecipientState.State;
import dev.glide.shared.event.AuditEvent.Action;
import dev.glide.shared.event.TransferEvent.Kind;
import java.util.EnumSet;
import java.util.Set;

/** The legal moves between the states of a transfer with one recipient. */
enum Move {
  ACCEPT(ACCEPTED, Kind.ACCEPTED, Action.ACCEPT),
  DECLINE(DECLINED, Kind.DECLINED, Action.DECLINE),
  DELIVER(DELIVERED, Kind.DELIVERED, Action.DELIVER),
  CANCEL(CANCELLED, Kind.CANCELLED, Action.CANCEL),
  EXPIRE(EXPIRED, Kind.EXPIRED, Action.EXPIRE);

  private final State to;
  private final Kind event;
  private final Action action;

  Move(State to, Kind event, Action action) {
    this.to = to;
    this.event = event;
    this.action = action;
  }

  /** What a move does to a state. */
  enum Effect {
    /** It leads to {@link Move#to}. */
    CHANGES,
    /** It has been made before: nothing changes. */
    DONE,
    /** It is not possible from there. */
    REFUSED
  }

  Effect on(State state) {
    if (state == to) {
      return Effect.DONE;
    }
    return from().contains(state) ? Effect.CHANGES : Effect.REFUSED;
  }

  State to() {
    return to;
  }

  Kind event() {
    return event;
  }

  /** As the audit calls it. */
  Action action() {
    return action;
  }

  /** The states it can start from. */
  Set<State> from() {
    return switch (this) {
      case ACCEPT -> EnumSet.of(OFFERED);
      case DELIVER -> EnumSet.of(ACCEPTED);
      case DECLINE, CANCEL, EXPIRE -> EnumSet.of(OFFERED, ACCEPTED);
    };
  }
}
