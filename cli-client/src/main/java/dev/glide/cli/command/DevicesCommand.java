package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.terminal.DisplayName;
import dev.glide.cli.terminal.Event;
import dev.glide.cli.terminal.Output;
import dev.glide.cli.terminal.Spans;
import dev.glide.cli.terminal.Table;
import dev.glide.cli.transfer.Devices;
import dev.glide.cli.transfer.Devices.Device;
import java.time.Instant;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code glide devices}. */
final class DevicesCommand implements Command {
  private static final String YES = "yes";
  private static final int SHORT_ID = 8;

  @Override
  public List<String> usage() {
    return List.of("devices", "devices approve ID|NAME [--yes]", "devices remove ID|NAME");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A new machine asks by “glide register HANDLE --link”. Approve it only if the fingerprint"
            + " that it",
        "shows is the one that is shown here: whoever is approved can read what is sent to you from"
            + " then on.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide devices", "my machines, and those that wait to become one"),
        new Example("glide devices approve laptop", "let a new machine in"),
        new Example("glide devices remove 9c1e", "shut out one that is lost"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.flag(options, "y", YES, "the fingerprint has been compared: don't ask");
    return options;
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.DEVICE_ACTION);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    List<String> words = arguments.operands();
    if (words.isEmpty()) {
      show(context);
      return;
    }
    arguments.atMost(2);
    if (words.size() < 2) {
      throw Usage.failure(Verb.DEVICES, "which device? name it by its id or its name");
    }
    switch (words.getFirst()) {
      case "approve" -> approve(words.get(1), arguments.has(YES), context);
      case "remove" -> remove(words.get(1), context);
      default -> throw Usage.failure(Verb.DEVICES, "devices can be approved and removed");
    }
  }

  private static void show(Context context) throws Failure {
    Output output = context.output();
    Table table =
        new Table()
            .column("ID")
            .column("NAME", 32)
            .column("FINGERPRINT")
            .column("ADDED")
            .column("STATE");
    for (Device device : new Devices(context.member()).all()) {
      output.emit(event("device", device));
      table.row(
          shortId(device),
          device.name(),
          device.fingerprint(),
          Spans.ago(device.addedAt(), context.now()),
          device.thisOne() ? "this machine" : device.waiting() ? "waits for approval" : "");
    }
    output.result(table);
  }

  private static void approve(String word, boolean sure, Context context) throws Failure {
    Devices devices = new Devices(context.member());
    Device waiting = waiting(devices, word);
    context
        .output()
        .say(
            "“"
                + DisplayName.safe(waiting.name())
                + "” has the fingerprint "
                + waiting.fingerprint());
    if (!sure) {
      Question.require(context, "Does the new machine show the same?", "--yes");
    }
    Device approved = devices.approve(waiting.id().toString());
    context.output().emit(event("approved", approved));
    context.output().result("Approved “" + DisplayName.safe(approved.name()) + "”.");
  }

  private static Device waiting(Devices devices, String word) throws Failure {
    List<Device> found =
        devices.all().stream()
            .filter(device ->
                device.waiting()
                    && (device.name().equals(word) || device.id().toString().startsWith(word)))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    String shown = DisplayName.shortened(word, 60);
    throw found.isEmpty()
        ? new Failure(
                ExitCode.NOT_FOUND,
                "unknown-device",
                "no device “" + shown + "” waits for approval")
            .hint("glide devices shows those that do")
        : Usage.failure("several devices that wait are called “" + shown + "”")
            .hint("name it by its id");
  }

  private static void remove(String word, Context context) throws Failure {
    new Devices(context.member()).remove(word);
    context.output().emit(Event.of("removed").with("device", word));
    context.output().result("Removed “" + DisplayName.safe(word) + "”.");
  }

  private static Event event(String name, Device device) {
    Instant addedAt = device.addedAt();
    return Event.of(name)
        .with("device", device.id().toString())
        .with("name", device.name())
        .with("fingerprint", device.fingerprint())
        .with("addedAt", addedAt)
        .with("waiting", device.waiting())
        .with("thisOne", device.thisOne());
  }

  private static String shortId(Device device) {
    return device.id().toString().substring(0, SHORT_ID);
  }
}
