package dev.glide.chunks.chunk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glide.chunks.TestTickets;
import dev.glide.shared.api.Headers;
import dev.glide.shared.chunk.ChunkLayout;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChunkRoutesTest {
  private final UUID transfer = UUID.randomUUID();
  private final ChunkLayout layout = Chunks.layout(3);

  @Test
  void givesBackWhatWasPut() {
    byte[] chunk = Chunks.random(layout.maxSealedBytes(1), 1);
    put(1, chunk).then().statusCode(201);
    byte[] got =
        asReceiver()
            .get("/chunks/v1/{transfer}/1", transfer)
            .then()
            .statusCode(200)
            .header("Content-Length", Integer.toString(chunk.length))
            .header(Headers.CRC32C, Chunks.crc32c(chunk).toString())
            .contentType("application/octet-stream")
            .extract()
            .asByteArray();
    assertThat(got).isEqualTo(chunk);
  }

  private io.restassured.response.Response put(int index, byte[] chunk) {
    return asSender()
        .header(Headers.CRC32C, Chunks.crc32c(chunk).toString())
        .contentType("application/octet-stream")
        .body(chunk)
        .put("/chunks/v1/{transfer}/{index}", transfer, index);
  }

  private RequestSpecification asSender() {
    return given().header("Authorization", "Bearer " + TestTickets.put(transfer, layout));
  }

  private RequestSpecification asReceiver() {
    return given().header("Authorization", "Bearer " + TestTickets.get(transfer, layout));
  }
}
