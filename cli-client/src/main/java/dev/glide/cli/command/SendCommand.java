package dev.glide.cli.command;

import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Reading;
import dev.glide.cli.transfer.SendOrder;
import dev.glide.cli.transfer.Sender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/** {@code glide send}. */
final class SendCommand implements Command {
  private static final String EXPIRES = "expires";
  private static final String NOTE = "note";
  private static final String NAME = "name";
  private static final String PARK = "park";
  private static final String LIVE = "live";
  private static final String WAIT = "wait";

  private static final String STANDARD_INPUT = "-";

  @Override
  public List<String> usage() {
    return List.of(
        "send PATH… @somebody… [--expires 7d] [--note TEXT] [--park | --live] [--wait TIME]",
        "PATH… @somebody…",
        "send - --name NAME @somebody… [--live]");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Who is online and says yes gets it straight through a relay; for all others it is parked"
            + " on",
        "the server. Returns when it is delivered or parked, and says which: then this machine can"
            + " go.",
        "A stream (-) that goes live to several people goes at the pace of the slowest.",
        "Cut off? The same command again goes on where it was.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide send film.mkv @bob", "one file to one person"),
        new Example("glide photos/ letter.pdf @bob @carol", "a folder and a file to two people"),
        new Example(
            "glide send plan.pdf @bob --expires 2d --note 'for Monday'", "gone after two days"),
        new Example("tar c src | glide send - --name src.tar @bob", "whatever comes from a pipe"),
        new Example(
            "tail -f log | glide send - --live --name log @bob", "as it comes, never stored"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(
        options, EXPIRES, "TIME", "how long it may wait: 90m, 12h, 7d (the default), 4w");
    OptionList.value(options, NOTE, "TEXT", "a line for whoever gets it; only they can read it");
    OptionList.value(options, NAME, "NAME", "what to call that which comes from standard input");
    OptionGroup ways = new OptionGroup();
    ways.addOption(
        Option.builder().longOpt(PARK).desc("only park it: never wait for anybody").get());
    ways.addOption(
        Option.builder()
            .longOpt(LIVE)
            .desc("never store it: fails if nobody takes it in time")
            .get());
    options.addOptionGroup(ways);
    OptionList.value(
        options,
        WAIT,
        "TIME",
        "how long to wait for a yes: 20s (the default), then park; with --live 10m, then fail");
    return options;
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.FILE, Operand.PERSON);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    List<String> people = arguments.people();
    List<String> paths = arguments.paths();
    requireSomething(people, paths);
    boolean stream = paths.contains(STANDARD_INPUT);
    Optional<String> name = arguments.value(NAME);
    requireName(stream, paths, name);
    List<Path> sources = stream ? List.of() : Paths.of(paths);
    SendOrder order =
        new SendOrder(
            sources,
            people,
            duration(arguments, EXPIRES),
            arguments.value(NOTE),
            delivery(arguments),
            duration(arguments, WAIT));
    Sender sender = new Sender(context.member());
    try (Watch watch = Watch.open(context.output())) {
      Consumer<Sender.Sent> told = sent -> tell(context.output(), sent, watch.finish());
      if (stream) {
        told.accept(
            sender.sendStream(context.streams().in(), name.orElseThrow(), order, watch.progress()));
      } else {
        sender.send(order, watch.progress(), told);
      }
    }
  }

  private static Optional<Duration> duration(Arguments arguments, String option) throws Failure {
    Optional<String> word = arguments.value(option);
    return word.isPresent() ? Optional.of(Usage.duration(word.get())) : Optional.empty();
  }

  private static SendOrder.Delivery delivery(Arguments arguments) throws Failure {
    if (arguments.has(PARK)) {
      if (arguments.has(WAIT)) {
        throw Usage.failure(Verb.SEND, "--wait does not go with --park, which waits for nobody");
      }
      return SendOrder.Delivery.PARK;
    }
    return arguments.has(LIVE) ? SendOrder.Delivery.LIVE : SendOrder.Delivery.AUTO;
  }

  private static void requireSomething(List<String> people, List<String> paths) throws Failure {
    if (people.isEmpty()) {
      throw Usage.failure(Verb.SEND, "to whom? name at least one person, like @bob");
    }
    if (paths.isEmpty()) {
      throw Usage.failure(Verb.SEND, "send what? name at least one file or folder");
    }
  }

  private static void requireName(boolean stream, List<String> paths, Optional<String> name)
      throws Failure {
    if (stream && paths.size() > 1) {
      throw Usage.failure(Verb.SEND, "standard input (-) goes alone, without other paths");
    }
    if (stream && name.isEmpty()) {
      throw Usage.failure(Verb.SEND, "standard input needs a name: --name NAME");
    }
    if (!stream && name.isPresent()) {
      throw Usage.failure(Verb.SEND, "--name is for standard input (-); files keep their own");
    }
  }

  private static void tell(Output output, Sender.Sent sent, Reading reading) {
    output.emit(
        Words.pace(
            Event.of("sent")
                .with("id", sent.id().toString())
                .with("to", sent.recipients())
                .with("outcome", outcome(sent.outcome()))
                .with("entries", sent.entries())
                .with("bytes", sent.totalBytes())
                .with("resumed", sent.resumed())
                .with("againBytes", sent.againBytes()),
            reading));
    String people =
        sent.recipients().stream().map(each -> "@" + each).collect(Collectors.joining(", "));
    String state =
        switch (sent.outcome()) {
          case PARKED -> "Parked for " + people;
          case DELIVERED -> "Delivered to " + people;
        };
    output.result(
        state
            + ": "
            + Words.amount(sent.entries(), sent.totalBytes())
            + Words.pace(reading, sent.totalBytes())
            + "  ["
            + sent.shortId()
            + "]");
  }

  private static String outcome(Sender.Sent.Outcome outcome) {
    return switch (outcome) {
      case PARKED -> "parked";
      case DELIVERED -> "delivered";
    };
  }
}
