package dev.glide.runtime.process;

import dev.glide.runtime.events.Replay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** {@code replay [TOPIC...]}: sends dead letters again, in place of serving. */
final class ReplayCommand {
  static final String NAME = "replay";
  private static final String KAFKA = "kafka.";
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private ReplayCommand() {}

  /**
   * Runs it with the settings that have become properties.
   *
   * @return the exit code
   */
  static int run(Map<String, String> properties, List<String> named) {
    List<String> known = Replay.topics();
    List<String> wrong = named.stream().filter(topic -> !known.contains(topic)).toList();
    if (!wrong.isEmpty()) {
      System.err.printf("no topic with dead letters: %s; there are %s%n", wrong, known);
      return USAGE;
    }
    Replay replay =
        new Replay(clients(properties), properties.getOrDefault("glide.kafka.prefix", ""));
    try {
      for (String topic : named.isEmpty() ? known : named) {
        System.out.printf("%s: %d replayed%n", topic, replay.replay(topic));
      }
      return 0;
    } catch (KafkaException e) {
      System.err.printf("not all could be replayed; try again: %s%n", e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private static Map<String, Object> clients(Map<String, String> properties) {
    Map<String, Object> clients = new HashMap<>();
    properties.forEach((name, value) -> {
      if (name.startsWith(KAFKA)) {
        clients.put(name.substring(KAFKA.length()), value);
      }
    });
    return clients;
  }
}
