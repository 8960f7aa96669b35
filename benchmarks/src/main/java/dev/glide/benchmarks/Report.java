package dev.glide.benchmarks;

import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints results as a table that can stand in a Markdown page, and writes them as JSON. */
record Report(List<Result> results) {

  void print(PrintStream out) {
    out.println("| what | Glide | baseline | ratio | aim | met |");
    out.println("| --- | --- | --- | --- | --- | --- |");
    for (Result each : results) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %s | %s |%n",
          each.name(),
          value(each.glide(), each.unit()),
          each.baselineValue() == null
              ? ""
              : each.baseline() + ": " + value(each.baselineValue(), each.unit()),
          each.ratio() == null ? "" : String.format(Locale.ROOT, "%.2f", each.ratio()),
          each.target(),
          each.target().isEmpty() ? "" : each.met() ? "yes" : "**no**");
    }
  }

  private static String value(double value, String unit) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.0f %s", value, unit);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String json =
        Jsonb.builder().build().<List<Result>>type(Types.listOf(Result.class)).toJson(results);
    Files.writeString(file, json);
  }
}
