package dev.glide.registry.application;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.glide.runtime.broker.KafkaBroker;
import dev.glide.shared.event.PresenceEvent;
import dev.glide.shared.event.RelayEvent;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A database and a broker in which relays have spoken before the registry starts: one that is dead
 * by now, and one that lives.
 */
public final class Past implements QuarkusTestResourceLifecycleManager {
  static final String PREFIX = "past.";
  static final UUID ALICE = new UUID(0, 1);
  static final UUID BOB = new UUID(0, 2);
  static final String DEAD = "dead";
  static final String LIVING = "living";
  private static final String RELAYS = PREFIX + "glide.relay.v1";
  private static final String PRESENCE = PREFIX + "glide.presence.v1";

  private @Nullable KafkaBroker broker;
  private @Nullable EmbeddedPostgres database;

  /** Gives the broker to whoever wants it. */
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(broker, new TestInjector.MatchesType(KafkaBroker.class));
  }

  @Override
  public Map<String, String> start() {
    try {
      KafkaBroker started = KafkaBroker.in(Files.createTempDirectory("glide-kafka-"));
      broker = started;
      EmbeddedPostgres postgres = EmbeddedPostgres.start();
      database = postgres;
      speak(started.bootstrap());
      return Map.of(
          "glide.service", "registry",
          "kafka.bootstrap.servers", started.bootstrap(),
          "glide.kafka.prefix", PREFIX,
          "glide.relay.beat", "1S",
          "quarkus.http.test-port", "0",
          "quarkus.datasource.jdbc.url", postgres.getJdbcUrl("postgres", "postgres"),
          "quarkus.datasource.username", "postgres",
          "quarkus.datasource.password", "postgres",
          "quarkus.log.console.json.enabled", "false");
    } catch (Exception e) {
      throw new IllegalStateException("no past", e);
    }
  }

  private static void speak(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              Stream.of(RELAYS, PRESENCE).map(name -> new NewTopic(name, 3, (short) 1)).toList())
          .all()
          .get(60, TimeUnit.SECONDS);
    }
    Instant then = Instant.now().minus(Duration.ofHours(2));
    try (Voice voice = new Voice(bootstrap)) {
      voice.presence(LIVING, ALICE, then);
      voice.presence(DEAD, BOB, then);
      for (int i = 0; i < 20; i++) {
        voice.beat(DEAD, then.plusSeconds(i));
      }
    }
  }

  @Override
  public void stop() {
    try {
      if (database != null) {
        database.close();
      }
      if (broker != null) {
        broker.discard();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What relays say, written as they write it. */
  static final class Voice implements AutoCloseable {
    private final JsonMapper json =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final KafkaProducer<String, byte[]> producer;

    Voice(String bootstrap) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrap),
              new StringSerializer(),
              new ByteArraySerializer());
    }

    void beat(String relay, Instant at) throws Exception {
      RelayEvent event =
          new RelayEvent(UUID.randomUUID(), at, relay, "http://" + relay, null, 0, 9, false);
      post(RELAYS, relay, "dev.glide.relay.beat", event);
    }

    void presence(String relay, UUID user, Instant at) throws Exception {
      PresenceEvent event =
          new PresenceEvent(UUID.randomUUID(), at, relay, user, new UUID(1, 1), 1, true);
      post(PRESENCE, user + "/" + relay, "dev.glide.presence.online", event);
    }

    private void post(String topic, String key, String type, Object event) throws Exception {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic, key, json.writeValueAsBytes(event));
      record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
      producer.send(record).get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
