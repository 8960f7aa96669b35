package dev.glide.registry.problem;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.GlideException;
import dev.glide.shared.error.Problem;

/** The refusals that more than one part of the registry gives, each in its one wording. */
public final class Refusal {
  private Refusal() {}

  public static GlideException malformed(String detail) {
    return new GlideException(ErrorCode.MALFORMED, detail);
  }

  /** Where a page is to begin is nothing that a page before has named. */
  public static GlideException noNextPage() {
    return malformed("after must be the next of the page before");
  }

  /** The thing named is over a limit, both in the same unit. */
  public static GlideException tooLarge(String what, long limit, long actual) {
    return new GlideException(
        ErrorCode.TOO_LARGE,
        Problem.of(ErrorCode.TOO_LARGE, "%s: %d, at most %d".formatted(what, actual, limit))
            .withLimit(limit, actual));
  }

  public static GlideException notSignedIn(String detail) {
    return new GlideException(ErrorCode.NOT_SIGNED_IN, detail);
  }

  public static GlideException unknownTransfer() {
    return new GlideException(
        ErrorCode.UNKNOWN_TRANSFER, "there is no transfer of this id that you sent or received");
  }

  public static GlideException transferEnded(String how) {
    return new GlideException(ErrorCode.TRANSFER_ENDED, "the transfer has ended: " + how);
  }
}
