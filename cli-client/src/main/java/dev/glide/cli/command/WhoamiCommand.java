package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Sizes;
import dev.glide.cli.transfer.Member;
import dev.glide.shared.api.Account;
import java.util.List;

/** {@code glide whoami}. */
final class WhoamiCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("whoami");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide whoami", "my name, server, keys and quota"),
        new Example("glide whoami --profile work", "who I am in another profile"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    Member member = context.member();
    Account account = member.account();
    Output output = context.output();
    output.emit(
        Event.of("account")
            .with("handle", account.handle())
            .with("server", member.server())
            .with("device", member.device().toString())
            .with("fingerprint", member.fingerprint())
            .with("quotaBytes", account.quotaBytes())
            .with("reservedBytes", account.reservedBytes()));
    output.result("@" + account.handle() + " at " + member.server());
    output.result("device       " + member.device());
    output.result("fingerprint  " + member.fingerprint());
    output.result(
        "quota        "
            + Sizes.text(account.reservedBytes())
            + " of "
            + Sizes.text(account.quotaBytes())
            + " in use");
  }
}
