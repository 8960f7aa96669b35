package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.transfer.Outgoing;
import java.util.List;

/** {@code glide cancel}. */
final class CancelCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("cancel ID…");
  }

  @Override
  public List<String> notes() {
    return List.of("It ends for everybody who has not received it yet; who has it keeps it.");
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("glide cancel 3f2a", "take back what “glide sent” shows as 3f2a…"));
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.TRANSFER);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    if (arguments.operands().isEmpty()) {
      throw Usage.failure("cancel what? name an id that “glide sent” shows");
    }
    List<String> transfers = Operands.transfers(arguments);
    Outgoing outgoing = new Outgoing(context.member());
    for (String named : transfers) {
      Outgoing.Item item = outgoing.find(named);
      outgoing.cancel(item);
      context.output().emit(Event.of("cancelled").with("id", item.id().toString()));
      context.output().result("Taken back " + item.shortId() + ": " + Words.what(item.content()));
    }
  }
}
