package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.transfer.Inbox;
import dev.glide.cli.transfer.Offer;
import java.util.List;

/** {@code glide no}. */
final class NoCommand implements Command {
  @Override
  public List<String> usage() {
    return List.of("no @somebody|ID…");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "The sender sees that it was declined; what was parked is deleted when nobody else waits"
            + " for it.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide no @mallory", "decline all that waits from mallory"),
        new Example("glide no 3f2a", "decline one transfer"));
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.OFFER);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    if (arguments.operands().isEmpty()) {
      throw Usage.failure("decline what? name a person, or an id that “glide reqs” shows");
    }
    List<String> transfers = Operands.transfers(arguments);
    Inbox inbox = new Inbox(context.member());
    for (String named : transfers) {
      for (Offer offer : inbox.findAll(named)) {
        inbox.decline(offer);
        context
            .output()
            .emit(
                Event.of("declined").with("id", offer.id().toString()).with("from", offer.from()));
        context
            .output()
            .result(
                "Declined "
                    + offer.shortId()
                    + " from @"
                    + DisplayName.safe(offer.from())
                    + ": "
                    + Words.what(offer.content()));
      }
    }
  }
}
