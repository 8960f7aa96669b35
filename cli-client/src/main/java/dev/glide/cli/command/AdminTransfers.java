package dev.glide.cli.command;

import dev.glide.cli.admin.AdminClient;
import dev.glide.cli.command.Command.Example;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import dev.glide.shared.admin.TransferEntry;
import dev.glide.shared.admin.TransferEntry.State;
import dev.glide.shared.api.RecipientState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code glide admin transfers}. */
final class AdminTransfers implements AdminAction {
  private static final String STATE = "state";
  private static final String OLDER = "older";
  private static final int RECIPIENTS_SHOWN = 3;

  @Override
  public List<String> usage() {
    return List.of("admin transfers [--state waiting|parked|ended] [--older AGE] [--limit N]");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide admin transfers", "what is under way, what expires first comes first"),
        new Example(
            "glide admin transfers --state parked --older 3d",
            "what nobody has fetched for three days"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(
        options,
        STATE,
        "STATE",
        "waiting (not all in the store), parked or ended; else all but ended");
    OptionList.value(options, OLDER, "AGE", "only what was offered longer ago: 12h, 3d");
    return options;
  }

  @Override
  public Deed understood(List<String> words, Arguments arguments, Context context) throws Failure {
    if (!words.isEmpty()) {
      throw Usage.failure(Verb.ADMIN, "“admin transfers” takes options only");
    }
    Optional<State> state = state(arguments);
    Optional<String> age = arguments.value(OLDER);
    Optional<Instant> before =
        age.isPresent()
            ? Optional.of(context.now().minus(Usage.duration(age.get())))
            : Optional.empty();
    Optional<Long> limit = AdminPages.limit(arguments);
    return client -> list(client, state, before, limit, context);
  }

  private static Optional<State> state(Arguments arguments) throws Failure {
    Optional<String> word = arguments.value(STATE);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    Optional<State> state =
        Arrays.stream(State.values()).filter(each -> word(each).equals(word.get())).findAny();
    if (state.isEmpty()) {
      throw Usage.failure(Verb.ADMIN, "--state is waiting, parked or ended");
    }
    return state;
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static void list(
      AdminClient client,
      Optional<State> state,
      Optional<Instant> before,
      Optional<Long> limit,
      Context context)
      throws Failure {
    Output output = context.output();
    Table table =
        new Table()
            .column("ID")
            .column("STATE")
            .column("FROM", 20)
            .column("TO", 48)
            .numbers("SIZE")
            .column("OFFERED")
            .column("EXPIRES");
    AdminPages.<TransferEntry>read(
        limit,
        (most, after) -> {
          var page = client.transfers(state, before, most, after);
          return new AdminPages.Page<>(page.transfers(), page.next());
        },
        transfer -> {
          output.emit(event(transfer));
          table.row(
              transfer.id().toString(),
              word(transfer.state()) + (transfer.live() ? ", live" : ""),
              "@" + transfer.from(),
              recipients(transfer),
              Sizes.text(transfer.totalBytes()) + (transfer.open() ? "+" : ""),
              Spans.ago(transfer.createdAt(), context.now()),
              expiry(transfer, context.now()));
        },
        output);
    AdminPages.show(table, "There is no such transfer.", output);
  }

  private static String expiry(TransferEntry transfer, Instant now) {
    return transfer.endedAt() == null ? Spans.until(transfer.expiresAt(), now) : "";
  }

  private static String recipients(TransferEntry transfer) {
    List<RecipientState> to = transfer.recipients();
    String first =
        to.stream()
            .limit(RECIPIENTS_SHOWN)
            .map(each -> "@" + DisplayName.safe(each.handle()) + " " + word(each.state()))
            .collect(Collectors.joining(", "));
    return to.size() > RECIPIENTS_SHOWN
        ? first + " and " + (to.size() - RECIPIENTS_SHOWN) + " more"
        : first;
  }

  private static Event event(TransferEntry transfer) {
    return Event.of("admin-transfer")
        .with("id", transfer.id().toString())
        .with("state", word(transfer.state()))
        .with("from", transfer.from())
        .withObjects(
            "recipients",
            transfer.recipients().stream()
                .map(each ->
                    Event.of("recipient")
                        .with("handle", each.handle())
                        .with("state", word(each.state()))
                        .with("since", each.since()))
                .toList())
        .with("bytes", transfer.totalBytes())
        .with("reservedBytes", transfer.reservedBytes())
        .with("open", transfer.open())
        .with("live", transfer.live())
        .with("createdAt", transfer.createdAt())
        .with("expiresAt", transfer.expiresAt())
        .with("parkedAt", time(transfer.parkedAt()))
        .with("endedAt", time(transfer.endedAt()));
  }

  private static Optional<String> time(@Nullable Instant time) {
    return Optional.ofNullable(time).map(each -> each.truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
