package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Table;
import dev.glide.cli.transfer.Member;
import dev.glide.cli.transfer.People;
import dev.glide.shared.api.UserEntry;
import java.util.List;

/** {@code glide list}. */
final class ListCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("list");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide list", "everybody on the server, and who is online now"),
        new Example("glide list --json", "the same, one JSON object a line"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    Member member = context.member();
    Output output = context.output();
    Table table = new Table().column("PERSON").column("NOW");
    for (UserEntry person : new People(member).everyone()) {
      boolean me = person.handle().equals(member.handle());
      output.emit(
          Event.of("person")
              .with("handle", person.handle())
              .with("online", person.online())
              .with("me", me));
      table.row("@" + person.handle(), me ? "you" : person.online() ? "online" : "");
    }
    output.result(table);
  }
}
