package dev.glide.chunks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.matchesPattern;

import dev.glide.chunks.chunk.Traffic;
import dev.glide.shared.api.Headers;
import dev.glide.shared.chunk.ChunkLayout;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CorrelationRouteTest {
  private static final String OWN = "command-0001";

  private final UUID transfer = UUID.randomUUID();
  private final ChunkLayout layout = Chunks.layout(2);

  @Inject Traffic traffic;

  private RequestSpecification request() {
    return given()
        .header(Headers.CORRELATION, OWN)
        .header("Authorization", "Bearer " + TestTickets.put(transfer, layout));
  }

  private static String chunk(UUID transfer) {
    return "/chunks/v1/" + transfer + "/0";
  }

  @Test
  void namesTheRequestInEveryAnswer() {
    byte[] bytes = Chunks.random(100, 1);
    long in = traffic.bytes(Traffic.Direction.IN);
    long out = traffic.bytes(Traffic.Direction.OUT);
    request()
        .header(Headers.CRC32C, Chunks.crc32c(bytes).toString())
        .body(bytes)
        .put(chunk(transfer))
        .then()
        .statusCode(201)
        .header(Headers.CORRELATION, OWN);
    request().get(chunk(transfer)).then().statusCode(200).header(Headers.CORRELATION, OWN);
    request().head(chunk(transfer)).then().statusCode(200).header(Headers.CORRELATION, OWN);
    request()
        .post("/chunks/v1/" + transfer + "/complete")
        .then()
        .statusCode(409)
        .header(Headers.CORRELATION, OWN);
    request().get("/chunks/v1/nothing").then().statusCode(404).header(Headers.CORRELATION, OWN);
    given()
        .header(Headers.CORRELATION, OWN)
        .get(chunk(transfer))
        .then()
        .statusCode(401)
        .header(Headers.CORRELATION, OWN);
    // Counted when it has been answered, which the client may see first.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(traffic.bytes(Traffic.Direction.IN)).isGreaterThanOrEqualTo(in + 100);
          assertThat(traffic.bytes(Traffic.Direction.OUT)).isGreaterThanOrEqualTo(out + 100);
          assertThat(traffic.requests(new Traffic.Kind("POST", "incomplete"))).isPositive();
          assertThat(traffic.requests(new Traffic.Kind("GET", "ticket-refused"))).isPositive();
          assertThat(traffic.requests(new Traffic.Kind("PUT", Traffic.SERVED))).isPositive();
        });
  }

  @Test
  void makesOneWhereThereIsNoneToUse() {
    String fresh = "[0-9a-f]{8}-[0-9a-f-]{27}";
    given().get(chunk(transfer)).then().header(Headers.CORRELATION, matchesPattern(fresh));
    given()
        .header(Headers.CORRELATION, "no")
        .get(chunk(transfer))
        .then()
        .header(Headers.CORRELATION, matchesPattern(fresh));
  }
}
