package dev.glide.cli.command;

import dev.glide.cli.terminal.Event;
import dev.glide.cli.transfer.Offer;

/** What is in a transfer, as fields of an event. */
final class Contents {
  private Contents() {}

  static Event describe(Event event, Offer.Content content) {
    return switch (content) {
      case Offer.Opened opened -> {
        event
            .with("names", opened.names())
            .with("entries", opened.entries())
            .with("note", opened.note());
        yield opened.totalBytes() < 0 ? event : event.with("bytes", opened.totalBytes());
      }
      case Offer.Closed closed -> event.with("unreadable", closed.why().code());
    };
  }
}
