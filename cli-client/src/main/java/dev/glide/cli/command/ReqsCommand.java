package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import dev.glide.cli.transfer.Inbox;
import dev.glide.cli.transfer.Offer;
import java.time.Instant;
import java.util.List;

/** {@code glide reqs}. */
final class ReqsCommand implements Command {
  private static final int WHAT_COLUMNS = 48;

  @Override
  public List<String> usage() {
    return List.of("reqs");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "ready: all of it is on the server. arriving: the sender is still at it. live: it is never"
            + " stored,",
        "so it comes only while the sender is there. begun: received in part.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide reqs", "what waits for me, newest first"),
        new Example("glide reqs --json", "the same, one JSON object a line"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    List<Offer> offers = new Inbox(context.member()).all();
    Output output = context.output();
    offers.forEach(offer -> output.emit(event(offer)));
    if (offers.isEmpty()) {
      output.say("Nothing waits for you.");
      return;
    }
    output.result(table(offers, context.now()));
    for (Offer offer : offers) {
      if (offer.content() instanceof Offer.Opened opened && opened.note().isPresent()) {
        output.say(offer.shortId() + " says: " + DisplayName.safe(opened.note().get()));
      }
    }
    Offer first = offers.getFirst();
    output.say(
        "Receive: glide ok @"
            + DisplayName.safe(first.from())
            + " or glide ok "
            + first.shortId()
            + ". Decline: glide no "
            + first.shortId());
  }

  private static Table table(List<Offer> offers, Instant now) {
    Table table =
        new Table()
            .column("ID")
            .column("FROM")
            .column("WHAT", WHAT_COLUMNS)
            .numbers("ENTRIES")
            .numbers("SIZE")
            .column("SENT")
            .column("EXPIRES")
            .column("STATE");
    for (Offer offer : offers) {
      table.row(
          offer.shortId(),
          "@" + offer.from(),
          Words.rawWhat(offer.content()),
          entries(offer),
          Words.size(offer.content()),
          Spans.ago(offer.createdAt(), now),
          Spans.until(offer.expiresAt(), now),
          state(offer));
    }
    return table;
  }

  private static String entries(Offer offer) {
    return switch (offer.content()) {
      case Offer.Opened opened -> Integer.toString(opened.entries());
      case Offer.Closed _ -> "?";
    };
  }

  private static String state(Offer offer) {
    if (offer.accepted()) {
      return "begun";
    }
    if (offer.live()) {
      return "live";
    }
    return offer.parked() ? "ready" : "arriving";
  }

  static Event event(Offer offer) {
    Event event =
        Event.of("offer")
            .with("id", offer.id().toString())
            .with("from", offer.from())
            .with("state", state(offer))
            .with("createdAt", offer.createdAt())
            .with("expiresAt", offer.expiresAt());
    return Contents.describe(event, offer.content());
  }
}
