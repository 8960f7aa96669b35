package dev.glide.cli.remote;

import java.io.IOException;

/** No connection to the server could be made; the message says which addresses were tried. */
public final class ServerAway extends IOException {
  private static final long serialVersionUID = 1L;

  ServerAway(String message, Throwable cause) {
    super(message, cause);
  }
}
