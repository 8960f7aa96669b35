package dev.glide.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.matchesPattern;

import dev.glide.shared.api.Headers;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Every answer names the request that it is for. */
@RegistryTest
class CorrelationIT {
  private static final String OWN = "command-0001";

  private static RequestSpecification named() {
    return given().header(Headers.CORRELATION, OWN);
  }

  @Test
  void isThatOfTheClientInAnswersOfEveryKind() {
    named().get("/api/v1/jwks").then().statusCode(200).header(Headers.CORRELATION, OWN);
    named().get("/api/v1/inbox").then().statusCode(401).header(Headers.CORRELATION, OWN);
    named().get("/api/v1/nothing").then().statusCode(404).header(Headers.CORRELATION, OWN);
    named().delete("/api/v1/jwks").then().statusCode(405).header(Headers.CORRELATION, OWN);
    named()
        .contentType(ContentType.JSON)
        .body("{")
        .post("/api/v1/users")
        .then()
        .statusCode(400)
        .header(Headers.CORRELATION, OWN);
  }

  @Test
  void isFreshWhereTheClientsCantBeUsed() {
    String fresh = "[0-9a-f]{8}-[0-9a-f-]{27}";
    given().get("/api/v1/jwks").then().header(Headers.CORRELATION, matchesPattern(fresh));
    given()
        .header(Headers.CORRELATION, "not\"fit<for>logs")
        .get("/api/v1/jwks")
        .then()
        .header(Headers.CORRELATION, matchesPattern(fresh));
  }
}
