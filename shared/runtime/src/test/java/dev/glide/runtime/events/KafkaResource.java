package dev.glide.runtime.events;

import dev.glide.runtime.broker.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** A broker for the application under test, and for the tests themselves. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
  static final String PREFIX = "test.";
  static final int PARTITIONS = 3;

  /** Argument that makes the broker ask for a name and a password. */
  static final String SIGN_IN = "sign-in";

  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  private @Nullable KafkaBroker broker;
  private Map<String, String> clients = Map.of();
  private Map<String, String> settings = Map.of();

  @Override
  public void init(Map<String, String> arguments) {
    if (arguments.containsKey(SIGN_IN)) {
      settings =
          Map.of(
              "listener.security.protocol.map",
              "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
              "listener.name.client.sasl.enabled.mechanisms",
              "PLAIN",
              "listener.name.client.plain.sasl.jaas.config",
              LOGIN + " required user_glide=\"a \\\"secret\\\"\";");
      clients =
          Map.of(
              "security.protocol",
              "SASL_PLAINTEXT",
              "sasl.mechanism",
              "PLAIN",
              "sasl.jaas.config",
              LOGIN + " required username=\"glide\" password=\"a \\\"secret\\\"\";");
    }
  }

  /** Gives the broker to whoever wants it. */
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(broker, new TestInjector.MatchesType(KafkaBroker.class));
  }

  @Override
  public Map<String, String> start() {
    try {
      KafkaBroker started = KafkaBroker.in(Files.createTempDirectory("glide-kafka-"), settings);
      broker = started;
      Map<String, String> kafka = new HashMap<>(clients);
      kafka.put("bootstrap.servers", started.bootstrap());
      makeShortRetries(kafka);
      Map<String, String> properties = new HashMap<>();
      kafka.forEach((name, value) -> properties.put("kafka." + name, value));
      properties.put("glide.kafka.prefix", PREFIX);
      properties.put("glide.kafka.partitions", String.valueOf(PARTITIONS));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pauses of the real ones are too long for a test. */
  private static void makeShortRetries(Map<String, String> kafka) {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      admin
          .createTopics(
              Stream.of(200, 400, 600)
                  .map(millis -> PREFIX + "glide.chunk.v1.retry_" + millis)
                  .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                  .toList())
          .all()
          .get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("no topics", e);
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.discard();
    }
  }
}
