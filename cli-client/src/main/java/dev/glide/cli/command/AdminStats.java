package dev.glide.cli.command;

import dev.glide.cli.command.Command.Example;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import dev.glide.shared.admin.EventCount;
import dev.glide.shared.admin.PeopleCount;
import dev.glide.shared.admin.RelayCount;
import dev.glide.shared.admin.Stats;
import dev.glide.shared.admin.TransferCount;
import java.time.Duration;
import java.util.List;

/** {@code glide admin stats}. */
final class AdminStats implements AdminAction {
  @Override
  public List<String> usage() {
    return List.of("admin stats");
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("glide admin stats", "how much there is of everything"));
  }

  @Override
  public Deed understood(List<String> words, Arguments arguments, Context context) throws Failure {
    if (!words.isEmpty() || AdminPages.limit(arguments).isPresent()) {
      throw Usage.failure(Verb.ADMIN, "“admin stats” takes nothing more");
    }
    return client -> show(client.stats(), context.output());
  }

  private static void show(Stats stats, Output output) {
    output.emit(event(stats));
    PeopleCount people = stats.people();
    TransferCount transfers = stats.transfers();
    RelayCount relays = stats.relays();
    EventCount events = stats.events();
    Table table = new Table().column("WHAT").numbers("HOW MUCH");
    row(table, "people", people.all());
    row(table, "  online", people.online());
    row(table, "  disabled", people.disabled());
    row(table, "devices", people.devices());
    row(table, "  that wait for approval", people.waitingDevices());
    row(table, "transfers waiting", transfers.waiting());
    row(table, "transfers parked", transfers.parked());
    row(table, "transfers ended, remembered", transfers.ended());
    table.row("stored", Sizes.text(transfers.storedBytes()));
    table.row("reserved", Sizes.text(transfers.reservedBytes()));
    row(table, "relays", relays.all());
    row(table, "  draining", relays.draining());
    row(table, "sessions", relays.sessions());
    row(table, "events waiting", events.waiting());
    table.row("  the first of them for", Spans.rough(Duration.ofSeconds(events.oldestSeconds())));
    Long dead = events.dead();
    table.row("events dead", dead == null ? "-" : dead.toString());
    output.result(table);
    if (dead != null && dead > 0) {
      output.say("Dead events: see “Dead letters and replay” in docs/operations.md.");
    }
  }

  private static void row(Table table, String what, long count) {
    table.row(what, count >= Stats.MOST ? Stats.MOST + " or more" : Long.toString(count));
  }

  private static Event event(Stats stats) {
    Event event =
        Event.of("stats")
            .with("people", stats.people().all())
            .with("online", stats.people().online())
            .with("disabled", stats.people().disabled())
            .with("devices", stats.people().devices())
            .with("waitingDevices", stats.people().waitingDevices())
            .with("waiting", stats.transfers().waiting())
            .with("parked", stats.transfers().parked())
            .with("ended", stats.transfers().ended())
            .with("storedBytes", stats.transfers().storedBytes())
            .with("reservedBytes", stats.transfers().reservedBytes())
            .with("relays", stats.relays().all())
            .with("drainingRelays", stats.relays().draining())
            .with("sessions", stats.relays().sessions())
            .with("outboxEvents", stats.events().waiting())
            .with("outboxSeconds", stats.events().oldestSeconds());
    Long dead = stats.events().dead();
    return dead == null ? event : event.with("deadEvents", (long) dead);
  }
}
