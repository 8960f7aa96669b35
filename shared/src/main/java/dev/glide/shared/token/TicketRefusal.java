package dev.glide.shared.token;

import dev.glide.shared.count.Counts;

/** Why a ticket does not open what it was shown for. */
public enum TicketRefusal {
  /** None was shown. */
  MISSING,
  /** Its time is over. */
  EXPIRED,
  /** It is not what the registry signs, or says too little. */
  INVALID,
  /** It opens something else. */
  NOT_FOR_THIS,
  /** It could not be checked, because the registry's keys can't be had now. */
  KEYS_AWAY;

  /** The name in metrics. */
  public String word() {
    return Counts.word(this);
  }
}
