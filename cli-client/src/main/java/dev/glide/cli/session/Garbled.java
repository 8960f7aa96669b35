package dev.glide.cli.session;

/** The other side says something that the protocol does not know, or not at this place. */
final class Garbled extends Exception {
  private static final long serialVersionUID = 1L;

  Garbled(String what) {
    super(what);
  }
}
