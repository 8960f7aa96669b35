package dev.glide.cli.command;

import dev.glide.cli.demo.Demo;
import dev.glide.cli.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;

/** {@code glide demo}. */
final class DemoCommand implements Command {
  private static final String KEEP = "keep";
  private static final String DIR = "dir";

  @Override
  public List<String> usage() {
    return List.of("demo [--dir DIR] [--keep]");
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A server and two people, all real processes on this machine: a folder of 200 MB is sent"
            + " while the",
        "other is offline, the server is killed and started again, the folder is received and"
            + " compared.",
        "Then a film goes live to the other, who stays online; a second one, too, until the"
            + " receiver is",
        "killed in the middle: the rest is parked, and there when the receiver is back.",
        "Ends with code 0 only if every byte was right, and leaves nothing behind.");
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("glide demo", "about half a minute"),
        new Example("glide demo --keep", "leave the files to look at"));
  }

  @Override
  public Options options() {
    Options options = new Options();
    OptionList.value(
        options, DIR, "DIR", "where to make the demo's folder; else the system's own for that");
    OptionList.flag(options, KEEP, "leave the demo's folder and say where it is");
    return options;
  }

  @Override
  public void run(Arguments arguments, Context context) throws Failure {
    arguments.atMost(0);
    Path parent =
        Paths.of(arguments.value(DIR).orElseGet(() -> System.getProperty("java.io.tmpdir")));
    Demo.play(Installation.launcher(), parent, arguments.has(KEEP), context.output());
  }
}
