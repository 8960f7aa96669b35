package dev.glide.benchmarks;

import dev.glide.benchmarks.apart.EventCost;
import dev.glide.benchmarks.apart.ServiceStart;
import dev.glide.benchmarks.far.FarFile;
import dev.glide.benchmarks.live.FirstByte;
import dev.glide.benchmarks.live.LiveFile;
import dev.glide.benchmarks.live.LiveSmallFiles;
import dev.glide.benchmarks.registry.Inboxes;
import dev.glide.benchmarks.registry.Offers;
import dev.glide.benchmarks.relay.Presences;
import dev.glide.benchmarks.relay.RelayCost;
import dev.glide.benchmarks.relay.Sessions;
import dev.glide.benchmarks.relay.SlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;

/** {@code glide bench}: measures, prints a table, writes JSON. */
public final class Bench {
  private static final List<Scenario> SCENARIOS =
      List.of(
          new CommandStart(),
          new ServerStart(),
          new SealAndOpen(),
          new ParkAndFetch(),
          new ParkInMinio(),
          new SmallFiles(),
          new PeakMemory(),
          new FirstByte(),
          new LiveFile(),
          new LiveSmallFiles(),
          new FarFile(),
          new Sessions(),
          new RelayCost(),
          new SlowReader(),
          new Presences(),
          new Offers(),
          new Inboxes(),
          new EventCost(),
          new ServiceStart());
  private static final long GIBIBYTE = 1L << 30;

  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    Options options = options();
    CommandLine line;
    try {
      line = new DefaultParser().parse(options, arguments);
    } catch (ParseException e) {
      System.err.println("glide bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (line.hasOption("help")) {
      HelpFormatter.builder()
          .setShowSince(false)
          .get()
          .printHelp(
              "glide bench",
              "Measures Glide against what is installed.",
              options,
              "Example: glide bench --only start,park-fetch --rounds 3",
              true);
      return;
    }
    System.exit(run(line) ? 0 : 1);
  }

  private static Options options() {
    return new Options()
        .addOption(option("only", "NAMES", "of " + names() + "; default: all"))
        .addOption(option("rounds", "N", "counted rounds of each (5)"))
        .addOption(option("size", "GIB", "size of the large file (1)"))
        .addOption(option("huge", "GIB", "size of the huge file for memory, 0 for none (0)"))
        .addOption(option("dir", "FOLDER", "where files and servers are kept (/dev/shm if there)"))
        .addOption(option("disk", "FOLDER", "where databases are kept, on a disk (target)"))
        .addOption(option("json", "FILE", "where the figures go (target/bench.json)"))
        .addOption(option("glide", "FILE", "the launcher to measure"))
        .addOption(Option.builder("h").longOpt("help").desc("this text").get());
  }

  private static Option option(String name, String argument, String description) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get();
  }

  private static List<String> names() {
    return SCENARIOS.stream().map(Scenario::name).toList();
  }

  private static boolean run(CommandLine line) throws IOException {
    Set<String> only =
        Set.of(line.getOptionValue("only", String.join(",", names())).split(",", -1));
    Path shm = Path.of("/dev/shm");
    Path parent =
        line.hasOption("dir")
            ? Path.of(line.getOptionValue("dir"))
            : Files.isWritable(shm) ? shm : Path.of(System.getProperty("java.io.tmpdir"));
    List<Result> results = new ArrayList<>();
    try (Workspace workspace = Workspace.in(parent)) {
      Setting setting =
          new Setting(
              Path.of(line.getOptionValue("glide", System.getProperty("glide.launcher", "glide")))
                  .toAbsolutePath(),
              workspace,
              disk(line),
              new Rounds(Integer.parseInt(line.getOptionValue("rounds", "5"))),
              gibibytes(line.getOptionValue("size", "1")),
              gibibytes(line.getOptionValue("huge", "0")));
      for (Scenario scenario : SCENARIOS) {
        if (only.contains(scenario.name())) {
          System.err.println("measuring " + scenario.name() + " …");
          results.addAll(scenario.measure(setting));
        }
      }
    }
    Report report = new Report(results);
    report.print(System.out);
    report.write(Path.of(line.getOptionValue("json", "target/bench.json")));
    return results.stream().allMatch(Result::met);
  }

  private static Path disk(CommandLine line) throws IOException {
    return Files.createDirectories(Path.of(line.getOptionValue("disk", "target")).toAbsolutePath());
  }

  private static long gibibytes(String value) {
    return (long) (Double.parseDouble(value) * GIBIBYTE);
  }
}
