package dev.glide.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How fast chunks are sealed and opened: in a fresh process, warm-up and all, and after five
 * seconds in it. The baseline is what openssl reaches with the same cipher and segments on one
 * thread.
 */
final class SealAndOpen implements Scenario {
  private static final double GIGABYTE = 1e9;

  @Override
  public String name() {
    return "seal";
  }

  @Override
  public List<Result> measure(Setting setting) {
    List<Result> results = new ArrayList<>();
    for (String what : List.of("seal", "open")) {
      for (String heat : List.of("cold", "warm")) {
        double seconds = setting.rounds().alone(() -> run(setting, what, heat));
        results.add(Result.figure("%s 1 GB, %s, two threads".formatted(what, heat), seconds, "s"));
      }
    }
    Tool.find("openssl").ifPresent(each -> results.add(openssl(setting, each)));
    return results;
  }

  /** Seconds for one gigabyte. A cold run counts the whole process from its start. */
  private static double run(Setting setting, String what, String heat) {
    Path log = setting.workspace().log("seal");
    Tool.Run run =
        Tool.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-cp",
                absoluteClassPath(),
                SealLoad.class.getName(),
                what,
                heat),
            Map.of(),
            setting.workspace().root(),
            log);
    if (heat.equals("cold")) {
      return run.seconds() * GIGABYTE / SealLoad.COLD_BYTES;
    }
    return Double.parseDouble(Tool.read(log).strip());
  }

  private static Result openssl(Setting setting, Path openssl) {
    Path log = setting.workspace().log("openssl");
    Tool.run(
        List.of(
            openssl.toString(),
            "speed",
            "-elapsed",
            "-seconds",
            "3",
            "-bytes",
            "65536",
            "-mr",
            "-evp",
            "aes-256-gcm"),
        Map.of(),
        setting.workspace().root(),
        log);
    String figures =
        Tool.read(log).lines().filter(line -> line.startsWith("+F:")).findFirst().orElseThrow();
    double bytesPerSecond = Double.parseDouble(figures.substring(figures.lastIndexOf(':') + 1));
    return Result.figure(
        "openssl AES-256-GCM 1 GB, one thread, for comparison", GIGABYTE / bytesPerSecond, "s");
  }

  /** This process' own class path, good in any folder. */
  private static String absoluteClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
