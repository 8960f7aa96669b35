package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import dev.glide.cli.transfer.Outgoing;
import dev.glide.shared.api.RecipientState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code glide sent}. */
final class SentCommand implements Command {
  private static final int WHAT_COLUMNS = 48;

  @Override
  public List<String> usage() {
    return List.of("sent");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide sent", "what I have sent, newest first, and who has it"),
        new Example("glide cancel 3f2a", "take one of them back"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    List<Outgoing.Item> items = new Outgoing(context.member()).all();
    Output output = context.output();
    items.forEach(item -> output.emit(event(item)));
    if (items.isEmpty()) {
      output.say("You have sent nothing that is still known here.");
      return;
    }
    output.result(table(items, context.now()));
  }

  private static Table table(List<Outgoing.Item> items, Instant now) {
    Table table =
        new Table()
            .column("ID")
            .column("TO")
            .column("WHAT", WHAT_COLUMNS)
            .numbers("SIZE")
            .column("SENT")
            .column("EXPIRES")
            .column("STATE");
    for (Outgoing.Item item : items) {
      boolean first = true;
      for (RecipientState recipient : item.recipients()) {
        table.row(
            first ? item.shortId() : "",
            "@" + recipient.handle(),
            first ? Words.rawWhat(item.content()) : "",
            first ? Words.size(item.content()) : "",
            first ? Spans.ago(item.createdAt(), now) : "",
            recipient.state().isEnd() ? "" : Spans.until(item.expiresAt(), now),
            state(item, recipient, now));
        first = false;
      }
    }
    return table;
  }

  private static String state(Outgoing.Item item, RecipientState recipient, Instant now) {
    return switch (recipient.state()) {
      case OFFERED -> item.live() ? "live, waits" : item.parked() ? "waits" : unfinished(item);
      case ACCEPTED -> item.live() ? "live" : item.parked() ? "being fetched" : unfinished(item);
      case DELIVERED -> "fetched " + Spans.ago(recipient.since(), now);
      case DECLINED -> "declined";
      case CANCELLED -> "taken back";
      case EXPIRED -> "expired";
    };
  }

  private static String unfinished(Outgoing.Item item) {
    return item.percentHere().isPresent()
        ? "under way, " + item.percentHere().getAsInt() + "%"
        : "under way";
  }

  private static Event event(Outgoing.Item item) {
    Event event =
        Event.of("transfer")
            .with("id", item.id().toString())
            .with("parked", item.parked())
            .with("live", item.live())
            .with("createdAt", item.createdAt())
            .with("expiresAt", item.expiresAt())
            .withObjects(
                "recipients", item.recipients().stream().map(SentCommand::recipient).toList());
    return Contents.describe(event, item.content());
  }

  private static Event recipient(RecipientState recipient) {
    return Event.of("recipient")
        .with("handle", recipient.handle())
        .with("state", recipient.state().name().toLowerCase(Locale.ROOT))
        .with("since", recipient.since());
  }
}
