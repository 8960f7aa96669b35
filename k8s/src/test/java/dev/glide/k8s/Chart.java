package dev.glide.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The chart, rendered by Helm itself as the release {@code glide}, beside {@link Cluster}. */
final class Chart {
  static final String NAMESPACE = "files";
  static final Path REPOSITORY = repository();
  static final Path FOLDER = REPOSITORY.resolve("k8s/glide");

  /** Where this module keeps what its tests compare with and read. */
  static final Path RESOURCES = REPOSITORY.resolve("k8s/src/test/resources");

  private static final String KUBERNETES = "1.33.0";

  private Chart() {}

  /**
   * Renders it with these values after its own.
   *
   * @throws IllegalStateException with what Helm says, if it refuses
   */
  static Rendered render(Values values) {
    return Rendered.of(text(values));
  }

  /** The same as it comes from Helm. */
  static String text(Values values) {
    Cluster.start();
    TemplateCommand command =
        new Helm(FOLDER)
            .template()
            .withName("glide")
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES);
    values.files().forEach(command::withValuesFile);
    if (values.text().isEmpty()) {
      return command.call();
    }
    try {
      Path own = Files.createTempFile("glide-values", ".yaml");
      try {
        return command.withValuesFile(Files.writeString(own, values.text())).call();
      } finally {
        Files.delete(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of its values. */
  static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("values.schema.json").toFile());
  }

  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "tests run inside the repository");
    }
    return folder;
  }
}
