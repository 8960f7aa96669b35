package dev.glide.cli.command;

import dev.glide.cli.failure.ExitCode;
import dev.glide.cli.failure.Failure;
import dev.glide.cli.identity.FolderLock;
import dev.glide.cli.online.Circle;
import dev.glide.cli.online.Standby;
import dev.glide.cli.transfer.Member;
import dev.glide.cli.transfer.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code glide up}. */
final class UpCommand implements Command {
  static final String TO = "to";
  static final String FROM = "from";
  static final String SERVICE = "service";

  /** What a value is called that names a person; completion knows it. */
  static final String PERSON = "@SOMEBODY";

  @Override
  public List<String> usage() {
    return List.of(
        "up [--to DIR] [--from @somebody…]",
        "up [--to DIR] [--from @somebody…] --service [systemd|launchd]");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Stays online and receives by itself what people send whose keys you have compared (“glide"
            + " verify”),",
        "or, with --from, only what these people send. It says what others offer, and what to"
            + " type for it.",
        "Nothing that is there already is touched: what comes gets another name.",
        "Ctrl-C ends it; what was under way goes on with the next “glide up” or “glide ok”.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide up --to ~/Downloads", "receive what people send whose keys I compared"),
        new Example("glide up --from @alice @carol", "from these two only, into this folder"),
        new Example(
            "glide up --to ~/Inbox --service", "print a service file that keeps it running"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(options, TO, "DIR", "the folder to receive into; made if it is not there");
    OptionList.value(options, FROM, PERSON, "receive from these only, whether verified or not");
    options.addOption(
        Option.builder()
            .longOpt(SERVICE)
            .optionalArg(true)
            .hasArg()
            .argName("KIND")
            .desc("print a service file instead: systemd or launchd (else this platform's own)")
            .get());
    return options;
  }

  @Override
  public List<Operand> operands() {
    return List.of(Operand.PERSON);
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    List<String> from = people(arguments);
    Path folder = Paths.of(arguments.value(TO).orElse("."));
    if (arguments.has(SERVICE)) {
      ServiceFile.print(arguments.value(SERVICE), folder, from, context);
      return;
    }
    Member member = context.member();
    Path lockFile = member.profile().folders().state().resolve("up.lock");
    Optional<FolderLock> lock = FolderLock.attempt(lockFile);
    if (lock.isEmpty()) {
      throw new Failure(
              ExitCode.FAILED, "already-up", "another “glide up” runs for @" + member.handle())
          .hint("one is enough; to be somebody else at the same time: --profile NAME");
    }
    try (FolderLock _ = lock.get()) {
      makeFolder(folder);
      watch(member, folder, from, context);
    }
  }

  private static List<String> people(Arguments arguments) throws Failure {
    List<String> people = new ArrayList<>(arguments.people());
    if (!people.isEmpty() && !arguments.has(FROM)) {
      throw Usage.failure(
          Verb.UP,
          "to receive from @" + people.getFirst() + " only, say --from @" + people.getFirst());
    }
    if (!arguments.paths().isEmpty()) {
      throw Usage.failure(
          Verb.UP, "“" + arguments.paths().getFirst() + "” is more than this takes");
    }
    for (String word : arguments.values(FROM)) {
      String handle = Usage.handle(word);
      if (!people.contains(handle)) {
        people.add(handle);
      }
    }
    return people;
  }

  private static void makeFolder(Path folder) throws Failure {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Failure(
              ExitCode.LOCAL_FILE, "folder-unusable", "files can't be received into " + folder)
          .because(e);
    }
    if (!Files.isWritable(folder)) {
      throw new Failure(
          ExitCode.LOCAL_FILE, "folder-unusable", "nothing can be written into " + folder);
    }
  }

  private static void watch(Member member, Path folder, List<String> from, Context context)
      throws Failure {
    People people = new People(member);
    Circle circle = from.isEmpty() ? people::isVerified : from::contains;
    UpReport report =
        new UpReport(context.output(), member, from.isEmpty() ? people.verified() : from);
    Standby standby = new Standby(member, folder, circle, report, context.output().clock());
    AtomicBoolean over = new AtomicBoolean();
    Runnable end =
        () -> {
          if (over.compareAndSet(false, true)) {
            report.stopped(standby.stop());
          }
        };
    // By a signal the process ends itself, with the exit code that says so.
    Thread hook = new Thread(end, "glide-up-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      standby.run();
    } finally {
      end.run();
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook has had its say.
    }
  }
}
