package dev.glide.cli.command;

import dev.glide.cli.admin.AdminClient;
import dev.glide.cli.command.Command.Example;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import dev.glide.shared.admin.AccountEntry;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** {@code glide admin users}. */
final class AdminUsers implements AdminAction {
  private static final String SEARCH = "search";
  private static final String DISABLED = "disabled";

  @Override
  public List<String> usage() {
    return List.of(
        "admin users [--search BEGINNING] [--disabled] [--limit N]",
        "admin users disable|enable @somebody",
        "admin users quota @somebody SIZE");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide admin users --search al", "everybody whose name begins with al"),
        new Example(
            "glide admin users disable @mallory",
            "signed out and kept out; what waits for them stays until it expires"),
        new Example("glide admin users quota @bob 500GB", "what bob's transfers may take"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(options, SEARCH, "BEGINNING", "only people whose names begin like that");
    OptionList.flag(options, DISABLED, "only those who may not sign in");
    return options;
  }

  @Override
  public Deed understood(List<String> words, Arguments arguments, Context context) throws Failure {
    Output output = context.output();
    if (words.isEmpty()) {
      Optional<Long> limit = AdminPages.limit(arguments);
      return client -> list(client, arguments, limit, context);
    }
    if (arguments.has(SEARCH) || arguments.has(DISABLED)) {
      throw Usage.failure(Verb.ADMIN, "--search and --disabled are for the list of people");
    }
    return switch (words.getFirst()) {
      case "disable" -> {
        String handle = person(words, 2);
        yield client ->
            tell(
                output,
                client.disable(handle),
                "@" + handle + " is signed out and can't sign in any more.");
      }
      case "enable" -> {
        String handle = person(words, 2);
        yield client -> tell(output, client.enable(handle), "@" + handle + " can sign in again.");
      }
      case "quota" -> {
        String handle = person(words, 3);
        long bytes = Usage.size(words.get(2));
        yield client -> tell(output, client.setQuota(handle, bytes), quota(handle, bytes));
      }
      default ->
          throw Usage.failure(Verb.ADMIN, "people can be disabled, enabled and given a quota");
    };
  }

  private static String person(List<String> words, int count) throws Failure {
    if (words.size() != count) {
      throw Usage.failure(
          Verb.ADMIN,
          count == 3 ? "quota takes @somebody and a size" : words.getFirst() + " takes @somebody");
    }
    return Usage.handle(words.get(1));
  }

  private static String quota(String handle, long bytes) {
    return "@" + handle + "'s transfers may take " + Sizes.text(bytes) + ".";
  }

  private static void tell(Output output, AccountEntry account, String words) {
    output.emit(event(account));
    output.result(words);
    if (account.reservedBytes() > account.quotaBytes()) {
      output.say(
          "They take "
              + Sizes.text(account.reservedBytes())
              + " now: nothing new until enough of it has ended.");
    }
  }

  private static void list(
      AdminClient client, Arguments arguments, Optional<Long> limit, Context context)
      throws Failure {
    Output output = context.output();
    Table table =
        new Table()
            .column("NAME", 32)
            .column("STATE")
            .numbers("DEVICES")
            .numbers("QUOTA")
            .numbers("IN USE")
            .column("SINCE");
    AdminPages.<AccountEntry>read(
        limit,
        (most, after) -> {
          var page = client.accounts(arguments.value(SEARCH), arguments.has(DISABLED), most, after);
          return new AdminPages.Page<>(page.accounts(), page.next());
        },
        account -> {
          output.emit(event(account));
          table.row(
              "@" + account.handle(),
              account.disabled() ? "disabled" : account.online() ? "online" : "",
              Integer.toString(account.devices()),
              Sizes.text(account.quotaBytes()),
              Sizes.text(account.reservedBytes()),
              Spans.ago(account.signedUpAt(), context.now()));
        },
        output);
    AdminPages.show(table, "There is nobody like that.", output);
  }

  private static Event event(AccountEntry account) {
    return Event.of("user")
        .with("handle", account.handle())
        .with("disabled", account.disabled())
        .with("online", account.online())
        .with("devices", account.devices())
        .with("quotaBytes", account.quotaBytes())
        .with("reservedBytes", account.reservedBytes())
        .with("signedUpAt", account.signedUpAt());
  }
}
