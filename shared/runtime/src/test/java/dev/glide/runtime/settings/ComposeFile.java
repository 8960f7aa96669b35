package dev.glide.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code docker-compose.yml} tells the services, with the values of {@code .env.example}. */
public final class ComposeFile {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(:[-?])?([^}]*)}");
  private static final String FILE = "_FILE";
  private static final String MERGED = "<<: *";

  private ComposeFile() {}

  /** Fails unless a service takes what stands in the block {@code x-NAME}, and all of it. */
  public static void requireFits(String name, SettingsTable table) throws IOException {
    Map<String, String> told = new TreeMap<>();
    block(name)
        .forEach((key, value) -> {
          boolean secret = key.endsWith(FILE);
          told.put(
              secret ? key.substring(0, key.length() - FILE.length()) : key,
              secret ? "x".repeat(48) : value);
        });
    Settings settings = Settings.read(table, told);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    Set<String> known =
        table.settings().stream()
            .flatMap(each -> Stream.of(each.name(), each.fileName()))
            .collect(Collectors.toSet());
    assertThat(known).containsAll(block(name).keySet());
  }

  /** Every variable that the file takes from outside, and what it is where nothing is said. */
  static Map<String, Collection<String>> variables() throws IOException {
    Map<String, Collection<String>> found = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(Files.readString(top().resolve("docker-compose.yml")));
    while (matcher.find()) {
      boolean standard = Objects.equals(matcher.group(2), ":-");
      found.merge(
          matcher.group(1),
          standard ? List.of(matcher.group(3)) : List.of(),
          (one, other) -> Stream.concat(one.stream(), other.stream()).distinct().toList());
    }
    return found;
  }

  static Map<String, String> example() throws IOException {
    return Files.readAllLines(top().resolve(".env.example")).stream()
        .filter(line -> line.matches("[A-Z0-9_]+=.*"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1)));
  }

  private static Map<String, String> block(String name) throws IOException {
    List<String> lines =
        Files.readAllLines(top().resolve("docker-compose.yml")).stream()
            .dropWhile(line -> !line.startsWith("x-" + name + ":"))
            .skip(1)
            .takeWhile(line -> line.startsWith("  "))
            .map(String::strip)
            .toList();
    assertThat(lines).as("x-%s in docker-compose.yml", name).isNotEmpty();
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith(MERGED)) {
        values.putAll(block(line.substring(MERGED.length())));
      } else {
        int colon = line.indexOf(": ");
        values.put(line.substring(0, colon), filledIn(line.substring(colon + 2)));
      }
    }
    return values;
  }

  private static String filledIn(String value) throws IOException {
    Map<String, String> example = example();
    return VARIABLE
        .matcher(value)
        .replaceAll(found -> Matcher.quoteReplacement(example.getOrDefault(found.group(1), "")));
  }

  private static Path top() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "tests run inside the repository");
    }
    return folder;
  }
}
