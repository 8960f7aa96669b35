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
import dev.glide.cli.transfer.Places;
import dev.glide.shared.admin.InviteEntry;
import dev.glide.shared.api.NewInvite;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** {@code glide admin invites}. */
final class AdminInvites implements AdminAction {
  private static final String DAYS = "days";
  private static final int MOST_DAYS = 365;
  private static final int SHORT_ID = 12;
  private static final int LONGEST_ID = 64;

  @Override
  public List<String> usage() {
    return List.of(
        "admin invites [--limit N]", "admin invites new [--days N]", "admin invites revoke ID");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide admin invites new --days 30", "a code for one person"),
        new Example("glide admin invites revoke 4d1f", "the list shows the ids"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(options, DAYS, "N", "how long the new invite lives, up to a year");
    return options;
  }

  @Override
  public Deed understood(List<String> words, Arguments arguments, Context context) throws Failure {
    Output output = context.output();
    String what = words.isEmpty() ? "" : words.getFirst();
    if (arguments.has(DAYS) && !what.equals("new")) {
      throw Usage.failure(Verb.ADMIN, "--days is for a new invite");
    }
    return switch (what) {
      case "" -> {
        Optional<Long> limit = AdminPages.limit(arguments);
        yield client -> list(client, limit, context);
      }
      case "new" -> {
        require(words.size() == 1, "an invite is for anybody who has the code: no names");
        Optional<Integer> days = days(arguments);
        yield client -> make(client, days, context);
      }
      case "revoke" -> {
        require(words.size() == 2, "which invite? “glide admin invites” shows their ids");
        String id = id(words.get(1));
        yield client -> revoke(client, id, output);
      }
      default -> throw Usage.failure(Verb.ADMIN, "invites can be shown, made (new) and revoked");
    };
  }

  private static void require(boolean right, String message) throws Failure {
    if (!right) {
      throw Usage.failure(Verb.ADMIN, message);
    }
  }

  private static Optional<Integer> days(Arguments arguments) throws Failure {
    Optional<String> word = arguments.value(DAYS);
    return word.isPresent()
        ? Optional.of((int) AdminPages.number("--" + DAYS, word.get(), MOST_DAYS))
        : Optional.empty();
  }

  private static String id(String word) throws Failure {
    String id = word.toLowerCase(Locale.ROOT);
    boolean hex =
        !id.isEmpty() && id.length() <= LONGEST_ID && id.chars().allMatch(HexFormat::isHexDigit);
    require(hex, "“" + DisplayName.shortened(word, 60) + "” is not an invite's id");
    return id;
  }

  private static void make(AdminClient client, Optional<Integer> days, Context context)
      throws Failure {
    Output output = context.output();
    String server = Places.server(context.settings()).origin();
    NewInvite invite = client.invite(days);
    output.emit(
        Event.of("invite")
            .with("code", invite.code())
            .with("server", server)
            .with("expiresAt", invite.expiresAt()));
    output.result(invite.code());
    output.say(
        "For one person, until it expires " + Spans.until(invite.expiresAt(), context.now()) + ".");
  }

  private static void list(AdminClient client, Optional<Long> limit, Context context)
      throws Failure {
    Output output = context.output();
    Table table = new Table().column("ID").column("BY", 32).column("EXPIRES");
    AdminPages.read(
        limit,
        reader(client),
        invite -> {
          output.emit(
              Event.of("open-invite")
                  .with("id", shown(invite))
                  .with("operators", invite.operators())
                  .with("by", Optional.ofNullable(invite.madeBy()))
                  .with("expiresAt", invite.expiresAt()));
          table.row(
              shown(invite).substring(0, SHORT_ID),
              maker(invite),
              Spans.until(invite.expiresAt(), context.now()));
        },
        output);
    AdminPages.show(table, "There is no invite that could still be used.", output);
  }

  private static AdminPages.Reader<InviteEntry> reader(AdminClient client) {
    return (most, after) -> {
      var page = client.invites(most, after);
      return new AdminPages.Page<>(page.invites(), page.next());
    };
  }

  private static String maker(InviteEntry invite) {
    String maker = invite.madeBy();
    if (maker != null) {
      return "@" + maker;
    }
    return invite.operators() ? "(operator)" : "(server)";
  }

  /** In digits that can be typed: never a dash at the beginning. */
  private static String shown(InviteEntry invite) {
    return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(invite.id()));
  }

  private static void revoke(AdminClient client, String id, Output output) throws Failure {
    List<InviteEntry> found = new ArrayList<>();
    AdminPages.read(
        Optional.of(Long.MAX_VALUE),
        reader(client),
        invite -> {
          if (shown(invite).startsWith(id)) {
            found.add(invite);
          }
        },
        output);
    if (found.isEmpty()) {
      throw new Failure(ExitCode.NOT_FOUND, "unknown-invite", "no invite has the id " + id)
          .hint("it may have been used; “glide admin invites” shows those that have not");
    }
    if (found.size() > 1) {
      throw Usage.failure("several invites have ids that begin with " + id)
          .hint("write more of it");
    }
    client.revoke(found.getFirst());
    output.emit(Event.of("revoked").with("id", shown(found.getFirst())));
    output.result("Revoked.");
  }
}
