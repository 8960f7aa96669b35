package dev.glide.runtime.events;

/** What has come is no event, and will not be one when it comes again. */
final class UnreadableEvent extends Exception {
  UnreadableEvent(String message) {
    super(message);
  }

  UnreadableEvent(String message, Throwable cause) {
    super(message, cause);
  }
}
