package dev.glide.cli.command;

import dev.glide.cli.admin.AdminClient;
import dev.glide.cli.admin.AdminToken;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.remote.Dialer;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.transfer.Places;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code glide admin}. */
final class AdminCommand implements Command {
  private static final String TOKEN_FILE = "token-file";

  /** By name, in the order in which they are explained. */
  private final Map<String, AdminAction> actions = new LinkedHashMap<>();

  AdminCommand() {
    actions.put("users", new AdminUsers());
    actions.put("invites", new AdminInvites());
    actions.put("transfers", new AdminTransfers());
    actions.put("relays", new AdminRelays());
    actions.put("keys", new AdminKeys());
    actions.put("stats", new AdminStats());
    actions.put("audit", new AdminAudit());
  }

  @Override
  public List<String> usage() {
    return actions.values().stream().flatMap(action -> action.usage().stream()).toList();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "For whoever runs the server: who is on it and what they may, how full it is, who did"
            + " what.",
        "Names and contents of files are nowhere in it: the server does not know them.",
        "The server's admin token is needed: in GLIDE_ADMIN_TOKEN or a file. “glide server” makes"
            + " one on",
        "its first start: admin-token in its data folder. Nobody needs an account to ask.",
        "Whatever is done is in the audit afterwards. Lists show 100 entries unless --limit says"
            + " otherwise;",
        "the audit shows the newest 100, or with --since all from then on.");
  }

  @Override
  public List<Example> examples() {
    return actions.values().stream().flatMap(action -> action.examples().stream()).toList();
  }

  @Override
  public Options options() {
    Options options = new Options();
    actions.values().forEach(action -> action.options().getOptions().forEach(options::addOption));
    AdminPages.addLimit(options);
    OptionList.value(options, TOKEN_FILE, "FILE", "where the server's admin token is");
    return options;
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.ADMIN_ACTION, Operand.PERSON);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    List<String> words = arguments.operands();
    @Nullable AdminAction action = words.isEmpty() ? null : actions.get(words.getFirst());
    if (action == null) {
      throw Usage.failure(
          Verb.ADMIN,
          words.isEmpty()
              ? "what is to be shown? one of " + String.join(", ", actions.keySet())
              : "there is no “glide admin "
                  + DisplayName.shortened(words.getFirst(), 40)
                  + "”, only "
                  + String.join(", ", actions.keySet()));
    }
    requireOwn(words.getFirst(), action, arguments);
    AdminAction.Deed deed = action.understood(words.subList(1, words.size()), arguments, context);
    Optional<Path> file = arguments.value(TOKEN_FILE).map(Path::of);
    AdminToken token = AdminToken.find(file, context.settings().environment());
    Dialer dialer =
        Dialer.to(Places.server(context.settings()), context.settings().caFile())
            .following(context.correlation());
    try (AdminClient client = new AdminClient(dialer, token)) {
      deed.perform(client);
    }
  }

  /** An option of another action would be passed over in silence. */
  private void requireOwn(String name, AdminAction chosen, Arguments arguments) throws Failure {
    Options own = chosen.options();
    List<Option> others = new ArrayList<>();
    actions.values().forEach(action -> others.addAll(action.options().getOptions()));
    for (Option option : others) {
      if (arguments.has(option.getLongOpt()) && !own.hasLongOption(option.getLongOpt())) {
        throw Usage.failure(
            Verb.ADMIN, "--" + option.getLongOpt() + " does not go with “admin " + name + "”");
      }
    }
  }
}
