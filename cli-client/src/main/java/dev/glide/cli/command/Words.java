package dev.glide.cli.command;

import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Reading;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.transfer.Offer;
import java.util.List;

/** Sentences that more than one command says. */
final class Words {
  private static final int NAMES_SHOWN = 3;
  private static final int SENTENCE_COLUMNS = 60;

  private Words() {}

  static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  static String amount(int entries, long bytes) {
    String size = bytes < 0 ? "length not known yet" : Sizes.text(bytes);
    return count(entries, "entry", "entries") + ", " + size;
  }

  /**
   * How long it took, how fast it went, by which way, and what an earlier try had moved already.
   */
  static String pace(Reading reading, long totalBytes) {
    String taken = " in " + Spans.taken(reading.elapsed());
    String path = reading.routes().known().map(words -> ", " + words).orElse("");
    String rate = reading.fresh() == 0 ? "" : " (" + Sizes.rate(reading.averageRate()) + path + ")";
    long before = totalBytes - reading.fresh();
    boolean resumed = before > 0 && reading.done() > reading.fresh();
    return taken + rate + (resumed ? "; " + Sizes.text(before) + " had come before" : "");
  }

  /** The figures behind {@link #pace}, as fields of an event. */
  static Event pace(Event event, Reading reading) {
    return event
        .with("movedBytes", reading.fresh())
        .with("seconds", reading.elapsed().toNanos() / 1e9)
        .with("path", reading.routes().known())
        .with("relayBytes", reading.routes().relay())
        .with("parkedBytes", reading.routes().parked());
  }

  /** What an offer is, in a few words; names are as the sender wrote them, so not safe to show. */
  static String rawWhat(Offer.Content content) {
    return switch (content) {
      case Offer.Opened opened -> names(opened.names());
      case Offer.Closed closed -> "(" + closed.why().message() + ")";
    };
  }

  /** What an offer is, for a sentence. */
  static String what(Offer.Content content) {
    return DisplayName.shortened(rawWhat(content), SENTENCE_COLUMNS);
  }

  /** As {@link #what}, with the amount. */
  static String whatAndSize(Offer.Content content) {
    return switch (content) {
      case Offer.Opened opened ->
          what(content)
              + " ("
              + (opened.entries() == 1 ? "" : count(opened.entries(), "entry", "entries") + ", ")
              + (opened.totalBytes() < 0 ? "a stream" : Sizes.text(opened.totalBytes()))
              + ")";
      case Offer.Closed _ -> what(content);
    };
  }

  private static String shortened(String text) {
    return DisplayName.shortened(text, SENTENCE_COLUMNS);
  }

  /** Who offers what. */
  static String offers(Offer offer) {
    String note =
        offer.content() instanceof Offer.Opened opened
            ? opened.note().map(text -> ", saying “" + shortened(text) + "”").orElse("")
            : "";
    return "@" + DisplayName.safe(offer.from()) + " offers " + whatAndSize(offer.content()) + note;
  }

  private static String names(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)));
    return names.size() > NAMES_SHOWN ? first + " and more" : first;
  }

  static String size(Offer.Content content) {
    return switch (content) {
      case Offer.Opened opened ->
          opened.totalBytes() < 0 ? "open" : Sizes.text(opened.totalBytes());
      case Offer.Closed _ -> "?";
    };
  }
}
