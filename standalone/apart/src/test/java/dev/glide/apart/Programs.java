package dev.glide.apart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the programs are that a stack is made of. */
final class Programs {
  private Programs() {}

  /** A command that runs Java as it suits many small processes on one machine. */
  static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of(arguments));
    return command;
  }

  static Path gatewayTemplate() {
    return Version.present().repository().resolve("docker/gateway/nginx.conf.template");
  }

  static Path nginx() {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/opt/homebrew/bin";
    Optional<Path> found =
        Stream.of(path.split(":"))
            .map(folder -> Path.of(folder, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    assertThat(found)
        .as("nginx, the gateway before the services apart: apt-get install nginx")
        .isPresent();
    return found.orElseThrow();
  }
}
