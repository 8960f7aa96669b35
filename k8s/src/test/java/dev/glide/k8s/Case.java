package dev.glide.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One way to install the chart: a file in {@code src/test/resources/cases}, or one of the files of
 * values that come with it.
 */
record Case(String name, Values values) {
  static final Path FOLDER = Chart.RESOURCES.resolve("cases");

  /** The APIs of operators, which Helm can't see here. */
  private static final Path EVERYTHING = Chart.RESOURCES.resolve("apis.yaml");

  private static final Map<String, Rendered> RENDERED = new ConcurrentHashMap<>();

  /** All of them. */
  static Stream<Case> all() {
    return Stream.concat(
        Stream.of(of("small"), of("large")), files().map(file -> new Case(nameOf(file), in(file))));
  }

  /** A file of values of the chart: {@code small} or {@code large}. */
  static Case of(String size) {
    return new Case(size, in(Chart.FOLDER.resolve("values-%s.yaml".formatted(size))));
  }

  static Case named(String name) {
    return all().filter(each -> each.name().equals(name)).findAny().orElseThrow();
  }

  /** What it comes to; rendered once for all tests. */
  Rendered rendered() {
    return RENDERED.computeIfAbsent(name, any -> Chart.render(values));
  }

  @Override
  public String toString() {
    return name;
  }

  private static Values in(Path file) {
    return Values.ofFile(EVERYTHING).with(file);
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  private static Stream<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
