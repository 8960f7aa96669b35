package dev.glide.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tables of settings in {@code docs/operations.md}: they say what the code says. */
public final class SettingsDocument {
  private SettingsDocument() {}

  /** Fails, with the lines as they should be, unless the table below a heading is this. */
  public static void requireTable(String heading, List<Setting> settings) throws IOException {
    List<String> expected =
        Stream.concat(
                Stream.of("| Variable | Default | Meaning |", "| --- | --- | --- |"),
                settings.stream().map(SettingsDocument::row))
            .toList();
    assertThat(table(heading))
        .as(
            "the table of '%s' in docs/operations.md should be:%n%s%n",
            heading, String.join("\n", expected))
        .isEqualTo(expected);
  }

  private static List<String> table(String heading) throws IOException {
    return Files.readAllLines(document()).stream()
        .dropWhile(line -> !line.equals("### " + heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static Path document() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "tests run inside the repository");
    }
    return folder.resolve("docs/operations.md");
  }

  private static String row(Setting setting) {
    String name =
        setting.secret()
            ? "`%s`, `%s`".formatted(setting.name(), setting.fileName())
            : "`%s`".formatted(setting.name());
    String standard =
        setting.required() ? "required" : setting.standard().map("`%s`"::formatted).orElse("");
    return "| %s | %s | %s |".formatted(name, standard, setting.meaning());
  }
}
