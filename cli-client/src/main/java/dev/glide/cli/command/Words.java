package dev.glide.cli.command;

import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Reading;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.transfer.Offer;
import java.util.List;

/** Sentences that more than one command says. */
final class Words {
  private static final int NAMES_SHOWN = 3;
  private static final int NAME_COLUMNS = 40;

  private Words() {}

  static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  static String amount(int entries, long bytes) {
    String size = bytes < 0 ? "length not known yet" : Sizes.text(bytes);
    return count(entries, "entry", "entries") + ", " + size;
  }

  /** How long it took and how fast it went, if anything moved. */
  static String pace(Reading reading) {
    String taken = " in " + Spans.taken(reading.elapsed());
    return reading.fresh() == 0 ? taken : taken + " (" + Sizes.rate(reading.averageRate()) + ")";
  }

  /** The first names, safe to show. */
  static String names(List<String> names, int entries) {
    StringBuilder words = new StringBuilder();
    int shown = Math.min(names.size(), NAMES_SHOWN);
    for (int i = 0; i < shown; i++) {
      words.append(i == 0 ? "" : ", ").append(DisplayName.shortened(names.get(i), NAME_COLUMNS));
    }
    return names.size() > shown ? words + " and more" : entries == 0 ? "nothing" : words.toString();
  }

  /** What an offer is, in a few words. */
  static String what(Offer.Content content) {
    return switch (content) {
      case Offer.Opened opened -> names(opened.names(), opened.entries());
      case Offer.Closed closed -> "(" + DisplayName.printable(closed.why().message()) + ")";
    };
  }

  static String size(Offer.Content content) {
    return switch (content) {
      case Offer.Opened opened ->
          opened.totalBytes() < 0 ? "open" : Sizes.text(opened.totalBytes());
      case Offer.Closed _ -> "?";
    };
  }
}
