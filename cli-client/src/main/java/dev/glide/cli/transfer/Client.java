package dev.glide.cli.transfer;

/** What this program calls itself in a manifest. */
final class Client {
  static final String NAME = "glide 0.1.0";

  private Client() {}
}
