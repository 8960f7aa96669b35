package dev.glide.relay.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glide.runtime.broker.KafkaBroker;
import dev.glide.runtime.metrics.Exposition;
import dev.glide.runtime.metrics.MetricsDocument;
import dev.glide.runtime.process.KeyServer;
import dev.glide.runtime.process.LogLines;
import dev.glide.runtime.process.RunningService;
import dev.glide.shared.api.Headers;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.SessionClaims.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged relay with a real broker, beside something that plays the registry. */
class RelayProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JAR = "glide.relay.application";
  private static final String CORRELATION = "command-0001";
  private static final String TOPIC = "test.glide.relay.v1";

  @TempDir Path folder;

  private KeyServer registry;

  @BeforeEach
  void publishKeys() throws Exception {
    registry = KeyServer.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private RunningService start(String bootstrap) {
    return RunningService.start(
        JAR,
        folder,
        Map.of(
            "GLIDE_REGISTRY_URL", registry.url(),
            "GLIDE_KAFKA_BOOTSTRAP", bootstrap,
            "GLIDE_KAFKA_PREFIX", "test.",
            "GLIDE_INSTANCE", "relay-7",
            "GLIDE_RELAY_BEAT", "100ms",
            "GLIDE_RELAY_DRAIN", "1s"));
  }

  @Test
  void announcesItselfAndGoesInPeace() throws Exception {
    try (KafkaBroker broker = KafkaBroker.in(folder.resolve("kafka"))) {
      makeTopic(broker);
      try (KafkaConsumer<String, String> hearing = listen(broker);
          RunningService relay = start(broker.bootstrap()).awaitReady()) {
        awaitSaid(hearing, "\"address\":\"" + relay.origin() + "\"", "\"draining\":false");
        UUID session = UUID.randomUUID();
        try (Socket waiting = dial(relay, session)) {
          awaitSaid(hearing, "\"sessions\":1");
          relay.terminate();
          awaitSaid(hearing, "\"draining\":true");
          try (Socket refused = dial(relay, session)) {
            assertThat(readUntil(refused, "\"draining\"")).startsWith("HTTP/1.1 503");
          }
          assertThat(readUntil(waiting, "glide/1 ending draining\r\n")).startsWith("HTTP/1.1 101");
        }
        assertThat(relay.awaitEnd()).isEqualTo(143);
        JsonNode line = LogLines.of(relay.log()).saying("draining").getFirst();
        assertThat(line.at("/service").asText()).isEqualTo("relay");
        assertThat(line.at("/instance").asText()).isEqualTo("relay-7");
        assertThat(line.at("/about/correlation").asText()).isEqualTo(CORRELATION);
        assertThat(line.at("/about/session").asText()).isEqualTo(session.toString());
      }
    }
  }

  @Test
  void servesWithoutKafka() throws Exception {
    // The discard port: nobody is there.
    try (RunningService relay = start("127.0.0.1:9").awaitReady();
        Socket waiting = dial(relay, UUID.randomUUID())) {
      assertThat(relay.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(readUntil(waiting, "\r\n\r\n"))
          .startsWith("HTTP/1.1 101")
          .containsIgnoringCase(Headers.CORRELATION + ": " + CORRELATION);
      assertThat(relay.get("/relay/v1/sessions/" + UUID.randomUUID() + "?lane=0").statusCode())
          .isEqualTo(401);
      assertThat(relay.get("/metrics").body())
          .contains(
              "glide_relay_connections 1.0",
              "glide_relay_endings_total{ending=\"partner-never-came\"} 0.0",
              "glide_relay_passed_bytes_total 0.0",
              "glide_relay_presences 0.0",
              "uri=\"/relay/v1/sessions/{session}\"")
          .doesNotContain("uri=\"/health");
    }
  }

  @Test
  void countsWhatItPairs() throws Exception {
    UUID session = UUID.randomUUID();
    try (RunningService relay = start("127.0.0.1:9").awaitReady();
        Socket sender = dial(relay, session, Side.SENDER);
        Socket receiver = dial(relay, session, Side.RECEIVER)) {
      readUntil(sender, "\r\n\r\n");
      readUntil(receiver, "\r\n\r\n");
      sender.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(readUntil(receiver, "\n")).isEqualTo("hello\n");
      assertThat(relay.get("/relay/v1/sessions/" + session + "?lane=0").statusCode())
          .isEqualTo(401);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            Exposition said = Exposition.of(relay.get("/metrics").body());
            assertThat(said.sum("glide_relay_sessions", Map.of())).isEqualTo(1);
            assertThat(said.sum("glide_relay_connections", Map.of())).isEqualTo(2);
            assertThat(said.sum("glide_relay_pairing_seconds_count", Map.of())).isEqualTo(1);
            assertThat(said.sum("glide_relay_passed_bytes_total", Map.of())).isEqualTo(6);
            assertThat(
                    said.sum(
                        "glide_tickets_refused_total",
                        Map.of("kind", "session", "reason", "missing")))
                .isEqualTo(1);
          });
      MetricsDocument.require("relay", relay.get("/metrics").body());
    }
  }

  @Test
  void namesWhatIsWrongAndDoesNotStart() throws Exception {
    try (RunningService relay = start("kafka")) {
      assertThat(relay.awaitEnd()).isEqualTo(2);
      assertThat(relay.log())
          .startsWith("glide relay: GLIDE_KAFKA_BOOTSTRAP is wrong: ")
          .hasLineCount(1);
    }
  }

  private static void makeTopic(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static KafkaConsumer<String, String> listen(KafkaBroker broker) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringDeserializer(),
            new StringDeserializer());
    TopicPartition all = new TopicPartition(TOPIC, 0);
    consumer.assign(List.of(all));
    consumer.seekToBeginning(List.of(all));
    return consumer;
  }

  private static void awaitSaid(KafkaConsumer<String, String> hearing, String... parts) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          for (ConsumerRecord<String, String> each : hearing.poll(Duration.ofMillis(100))) {
            if (List.of(parts).stream().allMatch(each.value()::contains)) {
              return true;
            }
          }
          return false;
        });
  }

  private Socket dial(RunningService relay, UUID session) throws IOException {
    return dial(relay, session, Side.SENDER);
  }

  private Socket dial(RunningService relay, UUID session, Side side) throws IOException {
    String ticket =
        registry
            .signer()
            .sign(
                new SessionClaims(
                    session,
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    side,
                    1,
                    "any",
                    relay.origin(),
                    Instant.now().plusSeconds(600)));
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(relay.origin()).getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    String head =
        String.join(
            "\r\n",
            "GET /relay/v1/sessions/" + session + "?lane=0 HTTP/1.1",
            "Host: relay",
            "Connection: Upgrade",
            "Upgrade: glide/1",
            "Authorization: Bearer " + ticket,
            Headers.CORRELATION + ": " + CORRELATION,
            "",
            "");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Reads up to and with a text that must come. */
  private static String readUntil(Socket socket, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("closed after: %s", read).isNotNegative();
      read.append((char) next);
    }
    return read.toString();
  }
}
