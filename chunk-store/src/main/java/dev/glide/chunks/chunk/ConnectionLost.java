package dev.glide.chunks.chunk;

import java.io.IOException;

/** The other side of a request is gone, or has stood still for too long. */
final class ConnectionLost extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectionLost(String message) {
    super(message);
  }

  ConnectionLost(String message, Throwable cause) {
    super(message, cause);
  }
}
