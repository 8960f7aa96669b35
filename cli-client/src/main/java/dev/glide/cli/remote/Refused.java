package dev.glide.cli.remote;

/** Carries a {@link Refusal} to whoever knows what it means for the request at hand. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  Refused(Refusal refusal) {
    super(refusal.problem().code());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
