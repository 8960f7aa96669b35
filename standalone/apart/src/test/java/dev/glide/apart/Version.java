package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One state of Glide's own programs, built.
 *
 * @param name as it stands in the names of what is kept for it; empty for the present one
 * @param repository the folder that they were built in, or one that is laid out like it
 */
record Version(String name, Path repository) {

  /** The one that is being worked on. */
  static Version present() {
    return new Version("", Path.of(System.getProperty("glide.apart.repository", ".")));
  }

  /** The one before it, where {@code .ci/former} has built it. */
  static Optional<Version> former() {
    return Optional.ofNullable(System.getProperty("glide.former"))
        .map(built -> new Version("former", Path.of(built)));
  }

  /** What its processes have to be told besides. */
  Map<String, String> settings() {
    // Until 8de869f a registry did not start on a database that a later one had brought further.
    return name.isEmpty() ? Map.of() : Map.of("QUARKUS_FLYWAY_IGNORE_FUTURE_MIGRATIONS", "true");
  }

  /** A name of something that belongs to this version. */
  String own(String thing) {
    return name.isEmpty() ? thing : thing + "-" + name;
  }

  /** The folder of a packaged application. */
  Path application(String service) {
    Path folder = repository.resolve(service).resolve("application/target/quarkus-app");
    assertThat(folder.resolve("quarkus-run.jar"))
        .as("the application, which ./mvnw package -pl %s/application -am builds", service)
        .exists();
    return folder;
  }
}
