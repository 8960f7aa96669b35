package dev.glide.chunks.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.glide.runtime.metrics.Exposition;
import dev.glide.runtime.metrics.MetricsDocument;
import dev.glide.runtime.process.KeyServer;
import dev.glide.runtime.process.RunningService;
import dev.glide.shared.api.Headers;
import dev.glide.shared.chunk.ChunkLayout;
import dev.glide.shared.token.TicketClaims;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged chunk store with a folder, and with Kafka away. */
class ChunkStoreProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JAR = "glide.chunk-store.application";

  @TempDir Path folder;

  private RunningService start(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "GLIDE_REGISTRY_URL",
                "http://127.0.0.1:9",
                // The discard port: nobody is there.
                "GLIDE_KAFKA_BOOTSTRAP",
                "127.0.0.1:9",
                "GLIDE_CHUNKS_STORAGE",
                "folder",
                "GLIDE_CHUNKS_FOLDER",
                folder.resolve("chunks").toString()));
    environment.putAll(more);
    return RunningService.start(JAR, folder, environment);
  }

  @Test
  void servesWithoutKafkaAndGoesWhenItIsTold() throws Exception {
    try (RunningService store = start(Map.of()).awaitReady()) {
      assertThat(store.out()).startsWith("glide chunk store ready at http://");
      assertThat(store.get("/chunks/v1/nothing").statusCode()).isEqualTo(404);
      assertThat(store.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(store.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(store.get("/metrics").body())
          .contains(
              "glide_chunks_in_bytes_total 0.0",
              "glide_chunks_requests_total{method=\"GET\",result=\"not-found\"} 1.0",
              "glide_degraded{what=\"storage\"} 0.0");
      store.terminate();
      assertThat(store.awaitEnd()).isEqualTo(143);
    }
  }

  @Test
  void takesAChunkToItsEndWhenItIsToldToStop() throws Exception {
    UUID transfer = UUID.randomUUID();
    byte[] chunk = "sealed by somebody else".getBytes(StandardCharsets.US_ASCII);
    try (KeyServer registry = KeyServer.start();
        RunningService store = start(Map.of("GLIDE_REGISTRY_URL", registry.url())).awaitReady();
        Socket sender =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(store.origin()).getPort())) {
      sender.setSoTimeout((int) PATIENCE.toMillis());
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(sender.getInputStream(), StandardCharsets.US_ASCII));
      sender.getOutputStream().write(head(registry, transfer, chunk));
      assertThat(answers.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(answers.readLine()).isEmpty();
      store.terminate();
      await().atMost(PATIENCE).until(() -> store.get("/health/ready").statusCode() == 503);
      sender.getOutputStream().write(chunk);
      assertThat(answers.readLine()).isEqualTo("HTTP/1.1 201 Created");
      assertThat(store.awaitEnd()).isEqualTo(143);
    }
    try (Stream<Path> kept = Files.walk(folder.resolve("chunks"))) {
      assertThat(kept.map(Path::toString)).anyMatch(path -> path.contains(transfer.toString()));
    }
  }

  /** A request that waits to be told that its body is wanted: then it is under way for sure. */
  private static byte[] head(KeyServer registry, UUID transfer, byte[] chunk) {
    return String.join(
            "\r\n",
            "PUT /chunks/v1/" + transfer + "/0 HTTP/1.1",
            "Host: store",
            "Authorization: Bearer " + ticket(registry, transfer),
            "Content-Length: " + chunk.length,
            Headers.CRC32C + ": " + crc32c(chunk),
            "Expect: 100-continue",
            "",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String ticket(KeyServer registry, UUID transfer) {
    return registry
        .signer()
        .sign(
            new TicketClaims(
                transfer,
                UUID.randomUUID(),
                TicketClaims.Role.PUT,
                new ChunkLayout(ChunkLayout.DEFAULT_CHUNK_BYTES, 1),
                LocalDate.now(ZoneOffset.UTC).plusDays(7),
                Instant.now().plusSeconds(600)));
  }

  private static String crc32c(byte[] chunk) {
    CRC32C sum = new CRC32C();
    sum.update(chunk);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  @Test
  void countsWhatItKeeps() throws Exception {
    UUID transfer = UUID.randomUUID();
    byte[] chunk = "sealed by somebody else".getBytes(StandardCharsets.US_ASCII);
    try (KeyServer registry = KeyServer.start();
        RunningService store = start(Map.of("GLIDE_REGISTRY_URL", registry.url())).awaitReady()) {
      HttpRequest.Builder one =
          HttpRequest.newBuilder(URI.create(store.origin() + "/chunks/v1/" + transfer + "/0"))
              .header("Authorization", "Bearer " + ticket(registry, transfer))
              .header(Headers.CRC32C, crc32c(chunk));
      assertThat(store.send(one.PUT(BodyPublishers.ofByteArray(chunk)).build()).statusCode())
          .isEqualTo(201);
      assertThat(store.send(one.GET().build()).body()).isEqualTo("sealed by somebody else");
      assertThat(store.get("/chunks/v1/" + transfer + "/0").statusCode()).isEqualTo(401);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            Exposition said = Exposition.of(store.get("/metrics").body());
            assertThat(said.sum("glide_chunks_stored_total", Map.of())).isEqualTo(1);
            assertThat(said.sum("glide_chunks_fetched_total", Map.of())).isEqualTo(1);
            assertThat(said.sum("glide_chunks_out_bytes_total", Map.of())).isEqualTo(chunk.length);
            assertThat(said.sum("glide_chunks_in_flight_bytes", Map.of())).isZero();
            assertThat(said.sum("glide_tickets_refused_total", Map.of("reason", "missing")))
                .isEqualTo(1);
          });
      MetricsDocument.require("chunk store", store.get("/metrics").body());
    }
  }

  @Test
  void namesWhatIsWrongAndDoesNotStart() throws Exception {
    try (RunningService store = start(Map.of("GLIDE_REGISTRY_URL", ""))) {
      assertThat(store.awaitEnd()).isEqualTo(2);
      assertThat(store.log())
          .startsWith("glide chunk store: GLIDE_REGISTRY_URL is missing: ")
          .hasLineCount(1);
    }
  }
}
