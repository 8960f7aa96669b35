package dev.glide.cli.command;

import dev.glide.cli.admin.AdminClient;
import dev.glide.cli.command.Command.Example;
import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import dev.glide.shared.admin.RelayEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.cli.Options;

/** {@code glide admin relays}. */
final class AdminRelays implements AdminAction {
  private static final String FORCE = "force";
  private static final int SHORT_ID = 8;

  /** A relay hears of it through the broker and says so with its next beat. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 300;

  @Override
  public List<String> usage() {
    return List.of(
        "admin relays", "admin relays drain NAME [--force]", "admin relays undrain NAME");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide admin relays drain 7f3a", "have its sessions move to the other relays"),
        new Example("glide admin relays undrain 7f3a", "have it take part again"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.flag(options, FORCE, "drain the last relay, too: nobody is online then");
    return options;
  }

  @Override
  public Deed understood(List<String> words, Arguments arguments, Context context) throws Failure {
    boolean force = arguments.has(FORCE);
    if (AdminPages.limit(arguments).isPresent()) {
      throw Usage.failure(Verb.ADMIN, "relays are few: all of them are shown");
    }
    if (force && (words.isEmpty() || !words.getFirst().equals("drain"))) {
      throw Usage.failure(Verb.ADMIN, "--force is for a relay that is to be drained");
    }
    if (words.isEmpty()) {
      return client -> list(client.relays(), context);
    }
    boolean drain = words.getFirst().equals("drain");
    if (!drain && !words.getFirst().equals("undrain")) {
      throw Usage.failure(Verb.ADMIN, "relays can be shown, drained and undrained");
    }
    if (words.size() != 2) {
      throw Usage.failure(Verb.ADMIN, "which relay? “glide admin relays” shows their names");
    }
    String name = words.get(1);
    return drain
        ? client -> drain(client, name, force, context.output())
        : client -> undrain(client, name, context.output());
  }

  private static void list(List<RelayEntry> relays, Context context) {
    Output output = context.output();
    Table table =
        new Table()
            .column("NAME")
            .column("ADDRESS", 48)
            .column("REACHED AT", 48)
            .numbers("SESSIONS")
            .numbers("AT MOST")
            .column("STATE")
            .column("HEARD");
    for (RelayEntry relay : relays) {
      output.emit(event(relay));
      table.row(
          name(relay),
          relay.address(),
          Optional.ofNullable(relay.url()).orElse(""),
          Long.toString(relay.sessions()),
          Integer.toString(relay.maxSessions()),
          relay.draining() ? "draining" : "",
          Spans.ago(relay.heardAt(), context.now()));
    }
    AdminPages.show(
        table, "No relay is there: nobody can be online, and nothing is sent live.", output);
  }

  private static String name(RelayEntry relay) {
    return relay.id().substring(0, Math.min(SHORT_ID, relay.id().length()));
  }

  private static void drain(AdminClient client, String name, boolean force, Output output)
      throws Failure {
    List<RelayEntry> relays = client.relays();
    RelayEntry relay = named(relays, name);
    boolean others = relays.stream().anyMatch(each -> !each.equals(relay) && !each.draining());
    if (!others && !force) {
      throw new Failure(
              ExitCode.REFUSED, "last-relay", "no other relay takes what this one would give up")
          .hint("start another one first, or --force: nobody is online then");
    }
    client.drain(relay);
    tell(
        output,
        awaited(client, relay, true),
        true,
        "It takes no new sessions; those that it has move to the others.");
  }

  private static void undrain(AdminClient client, String name, Output output) throws Failure {
    RelayEntry relay = named(client.relays(), name);
    client.undrain(relay);
    tell(output, awaited(client, relay, false), false, "It takes sessions again.");
  }

  private static void tell(Output output, RelayEntry now, boolean draining, String words) {
    output.emit(event(now));
    if (now.draining() == draining) {
      output.result(words);
    } else {
      output.result("Ordered.");
      output.warn(
          "The relay has not said yet that it has heard of it; “glide admin relays” shows when"
              + " it has.");
    }
  }

  /** The relay once it says what it was told, or as it is when that takes too long. */
  private static RelayEntry awaited(AdminClient client, RelayEntry relay, boolean draining)
      throws Failure {
    long end = System.nanoTime() + PATIENCE.toNanos();
    RelayEntry last = relay;
    while (last.draining() != draining && System.nanoTime() - end < 0) {
      pause();
      last =
          client.relays().stream()
              .filter(each -> each.id().equals(relay.id()))
              .findFirst()
              .orElse(last);
    }
    return last;
  }

  private static void pause() throws Failure {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      throw Failure.interrupted(e);
    }
  }

  /** By the beginning of its id, or by one of its addresses. */
  private static RelayEntry named(List<RelayEntry> relays, String name) throws Failure {
    List<RelayEntry> found =
        relays.stream()
            .filter(each ->
                each.id().startsWith(name)
                    || each.address().equals(name)
                    || name.equals(each.url()))
            .toList();
    String shown = DisplayName.shortened(name, 60);
    if (found.isEmpty()) {
      throw new Failure(ExitCode.NOT_FOUND, "unknown-relay", "no relay is called “" + shown + "”")
          .hint("“glide admin relays” shows those that are there");
    }
    if (found.size() > 1) {
      throw Usage.failure("several relays have names that begin with “" + shown + "”")
          .hint("write more of it, or its address");
    }
    return found.getFirst();
  }

  private static Event event(RelayEntry relay) {
    return Event.of("relay")
        .with("id", relay.id())
        .with("address", relay.address())
        .with("url", Optional.ofNullable(relay.url()))
        .with("sessions", relay.sessions())
        .with("maxSessions", relay.maxSessions())
        .with("draining", relay.draining())
        .with("heardAt", relay.heardAt());
  }
}
