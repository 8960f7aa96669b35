package dev.glide.relay.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glide.runtime.broker.KafkaBroker;
import dev.glide.runtime.process.RunningService;
import dev.glide.shared.token.SessionClaims;
import dev.glide.shared.token.SessionClaims.Side;
import dev.glide.shared.token.TokenSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
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
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged relay with a real broker, beside something that plays the registry. */
class RelayProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JAR = "glide.relay.application";
  private static final String TOPIC = "test.glide.relay.v1";

  @TempDir Path folder;

  private KeyPair keys;
  private HttpServer registry;

  @BeforeEach
  void publishKeys() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/api/v1/jwks", this::giveKeys);
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  private RunningService start(String bootstrap) {
    return RunningService.start(
        JAR,
        folder,
        Map.of(
            "GLIDE_REGISTRY_URL", "http://127.0.0.1:" + registry.getAddress().getPort(),
            "GLIDE_KAFKA_BOOTSTRAP", bootstrap,
            "GLIDE_KAFKA_PREFIX", "test.",
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
      }
    }
  }

  @Test
  void servesWithoutKafka() throws Exception {
    // The discard port: nobody is there.
    try (RunningService relay = start("127.0.0.1:9").awaitReady();
        Socket waiting = dial(relay, UUID.randomUUID())) {
      assertThat(relay.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(readUntil(waiting, "\r\n\r\n")).startsWith("HTTP/1.1 101");
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
    String ticket =
        new TokenSigner(keys.getPrivate(), "test")
            .sign(
                new SessionClaims(
                    session,
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    Side.SENDER,
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

  private void giveKeys(HttpExchange exchange) throws IOException {
    try (exchange) {
      OctetKeyPairJsonWebKey key = new OctetKeyPairJsonWebKey(keys.getPublic());
      key.setKeyId("test");
      byte[] body = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
