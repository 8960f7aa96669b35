package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.transfer.Member;
import dev.glide.shared.api.NewInvite;
import java.util.List;

/** {@code glide invite}. */
final class InviteCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("invite");
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("glide invite", "a code for one person, to sign up once"));
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    Member member = context.member();
    NewInvite invite = member.registry().invite();
    Output output = context.output();
    output.emit(
        Event.of("invite")
            .with("code", invite.code())
            .with("server", member.server())
            .with("expiresAt", invite.expiresAt()));
    output.result(invite.code());
    output.say(
        "For one person, until it expires " + Spans.until(invite.expiresAt(), context.now()) + ":");
    output.say("  glide register NAME --server " + member.server() + " --invite " + invite.code());
  }
}
