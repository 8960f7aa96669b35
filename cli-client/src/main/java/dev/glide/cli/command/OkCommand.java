package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Reading;
import dev.glide.cli.transfer.Inbox;
import dev.glide.cli.transfer.Offer;
import dev.glide.cli.transfer.Receiver;
import dev.glide.cli.tree.OnConflict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/** {@code glide ok}. */
final class OkCommand implements Command {
  private static final String TO = "to";
  private static final String OVERWRITE = "overwrite";
  private static final String RENAME = "rename";
  private static final String OUTPUT = "output";
  private static final String STANDARD_OUTPUT = "-";

  @Override
  public List<String> usage() {
    return List.of("ok @somebody|ID… [--to DIR] [--overwrite | --rename]", "ok ID -o -");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "@somebody stands for everything that waits from them; an id, or its beginning, for one"
            + " transfer.",
        "Nothing that is there already is touched, unless --overwrite or --rename says so.",
        "Cut off? The same command again goes on where it was.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide ok @alice", "receive all from alice into this folder"),
        new Example("glide ok 3f2a --to ~/Downloads", "one transfer, into another folder"),
        new Example(
            "glide ok @alice --rename", "keep what is there, give the new ones other names"),
        new Example("glide ok 3f2a -o - | tar x", "a single file, straight into a pipe"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(options, TO, "DIR", "the folder to receive into; made if it is not there");
    OptionList.value(options, "o", OUTPUT, "-", "write a single file to standard output");
    OptionGroup conflicts = new OptionGroup();
    conflicts.addOption(
        Option.builder().longOpt(OVERWRITE).desc("replace what has the same name").get());
    conflicts.addOption(
        Option.builder().longOpt(RENAME).desc("find another name for what comes").get());
    options.addOptionGroup(conflicts);
    return options;
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.OFFER);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    if (arguments.operands().isEmpty()) {
      throw Usage.failure("receive what? name a person, or an id that “glide reqs” shows");
    }
    List<String> transfers = Operands.transfers(arguments);
    Optional<String> target = arguments.value(OUTPUT);
    if (target.isPresent()) {
      requirePipe(arguments, context, target.get());
      pour(transfers.getFirst(), context);
      return;
    }
    Path folder = Paths.of(arguments.value(TO).orElse("."));
    Inbox inbox = new Inbox(context.member());
    for (String named : transfers) {
      for (Offer offer : inbox.findAll(named)) {
        receive(context, offer, folder, policy(arguments));
      }
    }
  }

  private static void requirePipe(Arguments arguments, Context context, String target)
      throws Failure {
    if (!target.equals(STANDARD_OUTPUT)) {
      throw Usage.failure("-o takes - (standard output) only")
          .hint("to choose the folder: --to DIR");
    }
    arguments.atMost(1);
    for (String other : List.of(TO, OVERWRITE, RENAME, GlobalOptions.JSON)) {
      if (arguments.has(other)) {
        throw Usage.failure(Verb.OK, "--" + other + " does not go with -o -");
      }
    }
    if (context.streams().terminals().out()) {
      throw Usage.failure("-o - would write the bytes of the file to this terminal")
          .hint("lead it into a file or a program: glide ok … -o - > FILE");
    }
  }

  private static OnConflict policy(Arguments arguments) {
    if (arguments.has(OVERWRITE)) {
      return OnConflict.OVERWRITE;
    }
    return arguments.has(RENAME) ? OnConflict.RENAME : OnConflict.REFUSE;
  }

  private static void receive(Context context, Offer offer, Path folder, OnConflict policy)
      throws Failure {
    Receiver receiver = new Receiver(context.member());
    try (Watch watch = Watch.open(context.output())) {
      receiver.receive(
          offer,
          folder,
          policy,
          watch.progress(),
          received -> tell(context.output(), received, watch.finish()));
    }
  }

  private static void pour(String named, Context context) throws Failure {
    Offer offer = new Inbox(context.member()).find(named);
    Receiver receiver = new Receiver(context.member());
    try (Watch watch = Watch.open(context.output())) {
      Receiver.Received received =
          receiver.receiveTo(context.streams().out(), offer, watch.progress());
      Reading reading = watch.finish();
      context.output().say(sentence(received, reading));
    }
  }

  private static void tell(Output output, Receiver.Received received, Reading reading) {
    output.emit(event(received, reading));
    output.say(sentence(received, reading));
    received.roots().forEach(root -> output.result(DisplayName.safe(root.toString())));
  }

  static Event event(Receiver.Received received, Reading reading) {
    return Words.pace(
        Event.of("received")
            .with("id", received.id().toString())
            .with("from", received.from())
            .with("paths", received.roots().stream().map(Path::toString).toList())
            .with("entries", received.entries())
            .with("bytes", received.totalBytes())
            .with("resumed", received.resumed())
            .with("againBytes", received.againBytes()),
        reading);
  }

  static String sentence(Receiver.Received received, Reading reading) {
    return "Received from @"
        + DisplayName.safe(received.from())
        + ": "
        + Words.amount(received.entries(), received.totalBytes())
        + Words.pace(reading, received.totalBytes());
  }
}
