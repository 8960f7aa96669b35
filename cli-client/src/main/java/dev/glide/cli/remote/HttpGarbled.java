package dev.glide.cli.remote;

import java.io.IOException;

/** The other side answers, but not in HTTP/1.1 within the limits that the client keeps. */
public final class HttpGarbled extends IOException {
  private static final long serialVersionUID = 1L;

  HttpGarbled(String message) {
    super(message);
  }
}
