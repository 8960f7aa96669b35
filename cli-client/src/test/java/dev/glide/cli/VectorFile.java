package dev.glide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file of test vectors in {@code docs/vectors}. Written anew, after a wanted change, by {@code
 * ./mvnw test -pl cli-client -am -Dtest='*VectorsTest' -Dsurefire.failIfNoSpecifiedTests=false
 * -Dglide.vectors.write=true}.
 */
public final class VectorFile {
  private static final Path FOLDER = Path.of("..", "docs", "vectors");

  private VectorFile() {}

  /** One object; values are texts, numbers, truths, lists and objects. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** Fails unless the file says just this. */
  public static void assertRecomputed(String name, Map<String, Object> vectors) throws IOException {
    String text = json(vectors, "") + "\n";
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("glide.vectors.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(file).content().isEqualTo(text);
  }

  private static String json(Object value, String indent) {
    String inner = indent + "  ";
    return switch (value) {
      case Map<?, ?> object ->
          object.entrySet().stream()
              .map(each -> inner + '"' + each.getKey() + "\": " + json(each.getValue(), inner))
              .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
      case List<?> list ->
          list.stream()
              .map(each -> inner + json(each, inner))
              .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
      case String text -> '"' + text + '"';
      default -> value.toString();
    };
  }
}
