package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.Trustworthiness;
import dev.glide.cli.identity.Trustworthiness.Judged;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Table;
import dev.glide.cli.transfer.People;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code glide verify}. */
final class VerifyCommand implements Command {
  private static final String ACCEPT = "accept";

  @Override
  public List<String> usage() {
    return List.of("verify @somebody [--accept]");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Keys are remembered at first use. Compare the fingerprints over another way than this"
            + " server,",
        "on the telephone for instance: “glide whoami” shows them on the other side.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide verify @bob", "bob's fingerprints, and whether they have changed"),
        new Example(
            "glide verify @bob --accept", "trust what the server says now, after comparing"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.flag(options, ACCEPT, "trust the keys that the server names now");
    return options;
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.PERSON);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    String handle = Usage.handle(arguments.only("person"));
    People people = new People(context.member());
    Trustworthiness found = people.check(handle);
    Output output = context.output();
    found.devices().forEach(each -> output.emit(event(handle, each)));
    output.result(table(found.devices()));
    output.say("Yours: " + context.member().fingerprint());
    if (arguments.has(ACCEPT)) {
      people.accept(found);
      output.say("Trusted from now on: “glide up” fetches by itself what @" + handle + " sends.");
    } else if (found.changed()) {
      throw new Failure(
              ExitCode.REFUSED,
              "keys-changed",
              "the keys of @" + handle + " are not those known here")
          .hint(
              "compare the fingerprints with @"
                  + handle
                  + " in person, then: glide verify @"
                  + handle
                  + " --accept");
    } else if (people.isVerified(handle)) {
      output.say("You have compared them.");
    } else {
      output.say(
          (found.firstSeen() ? "These keys are seen here for the first time. " : "")
              + "Once you have compared them: glide verify @"
              + handle
              + " --accept");
    }
  }

  private static Table table(List<Judged> devices) {
    Table table = new Table().column("DEVICE", 32).column("FINGERPRINT").column("STATE");
    for (Judged each : devices) {
      table.row(each.device().name(), each.device().fingerprint().toString(), words(each.state()));
    }
    return table;
  }

  private static String words(Trustworthiness.State state) {
    return switch (state) {
      case TRUSTED -> "trusted";
      case NEW_ENDORSED -> "new, vouched for by a trusted one";
      case NEW_UNKNOWN -> "new, nobody vouches for it";
      case CHANGED -> "CHANGED";
      case REMOVED -> "removed";
    };
  }

  private static Event event(String handle, Judged judged) {
    String state =
        switch (judged.state()) {
          case TRUSTED -> "trusted";
          case NEW_ENDORSED -> "new-endorsed";
          case NEW_UNKNOWN -> "new-unknown";
          case CHANGED -> "changed";
          case REMOVED -> "removed";
        };
    return Event.of("fingerprint")
        .with("handle", handle)
        .with("device", judged.device().id().toString())
        .with("name", judged.device().name())
        .with("fingerprint", judged.device().fingerprint().toString())
        .with("state", state);
  }
}
