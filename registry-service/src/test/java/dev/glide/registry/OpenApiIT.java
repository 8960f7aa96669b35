package dev.glide.registry;

import static dev.glide.registry.Problems.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.glide.shared.error.ErrorCode;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@RegistryTest
class OpenApiIT {
  private static final List<String> OPEN =
      List.of(
          "POST /api/v1/users",
          "POST /api/v1/auth/token",
          "GET /api/v1/jwks",
          "POST /api/v1/users/{handle}/devices");

  private static final List<String> SIGNED_IN =
      List.of(
          "GET /api/v1/account",
          "GET /api/v1/users",
          "GET /api/v1/users/{handle}/devices",
          "GET /api/v1/devices",
          "POST /api/v1/devices/{id}/approve",
          "DELETE /api/v1/devices/{id}",
          "POST /api/v1/invites",
          "PUT /api/v1/transfers/{id}",
          "GET /api/v1/transfers",
          "GET /api/v1/transfers/{id}",
          "GET /api/v1/transfers/{id}/manifest",
          "GET /api/v1/inbox",
          "POST /api/v1/transfers/{id}/accept",
          "POST /api/v1/transfers/{id}/decline",
          "POST /api/v1/transfers/{id}/delivered",
          "POST /api/v1/transfers/{id}/cancel",
          "POST /api/v1/transfers/{id}/ticket",
          "POST /api/v1/transfers/{id}/grow",
          "POST /api/v1/transfers/{id}/close",
          "POST /api/v1/transfers/{id}/session",
          "GET /api/v1/transfers/{id}/sessions");

  private static final List<String> OPERATORS =
      List.of(
          "GET /api/v1/admin/audit",
          "GET /api/v1/admin/users",
          "POST /api/v1/admin/users/{handle}/disable",
          "POST /api/v1/admin/users/{handle}/enable",
          "PUT /api/v1/admin/users/{handle}/quota",
          "GET /api/v1/admin/invites",
          "POST /api/v1/admin/invites",
          "DELETE /api/v1/admin/invites/{invite}",
          "GET /api/v1/admin/transfers",
          "GET /api/v1/admin/relays",
          "POST /api/v1/admin/relays/{relay}/drain",
          "POST /api/v1/admin/relays/{relay}/undrain",
          "GET /api/v1/admin/stats",
          "POST /api/v1/admin/signing-keys");

  private static Map<String, Map<String, Map<String, Object>>> paths() {
    return document().getMap("paths");
  }

  private static JsonPath document() {
    return given().accept("application/json").get("/q/openapi?format=json").jsonPath();
  }

  @Test
  void listsEveryRoute() {
    TreeSet<String> routes = new TreeSet<>();
    paths()
        .forEach((path, operations) ->
            operations
                .keySet()
                .forEach(verb -> routes.add(verb.toUpperCase(Locale.ROOT) + " " + path)));
    assertThat(routes).containsAll(OPEN).containsAll(SIGNED_IN).containsAll(OPERATORS);
    assertThat(routes).hasSize(OPEN.size() + SIGNED_IN.size() + OPERATORS.size());
  }

  @Test
  void everyOtherRouteNeedsAnAccessToken() {
    for (String route : SIGNED_IN) {
      String verb = route.substring(0, route.indexOf(' '));
      String path =
          route
              .substring(route.indexOf(' ') + 1)
              .replace("{id}", UUID.randomUUID().toString())
              .replace("{handle}", "bob");
      for (String header : new String[] {"", "Bearer x.y.z"}) {
        RequestSpecification request = given().contentType("application/json");
        refused(
            (header.isEmpty() ? request : request.header("Authorization", header))
                .request(verb, path),
            ErrorCode.NOT_SIGNED_IN);
      }
    }
  }

  @Test
  void describesAnswersAndRefusals() {
    JsonPath document = document();
    String put = "paths.'/api/v1/transfers/{id}'.put.";
    assertThat(document.<String>get(put + "responses.'201'.content.'application/json'.schema.$ref"))
        .isEqualTo("#/components/schemas/Placed");
    assertThat(document.<String>get(put + "requestBody.content.'application/json'.schema.$ref"))
        .isEqualTo("#/components/schemas/NewTransfer");
    for (String status : List.of("400", "401", "404", "409", "410", "413", "500", "503")) {
      assertThat(
              document.<String>get(
                  put
                      + "responses.'"
                      + status
                      + "'.content.'application/problem+json'.schema.$ref"))
          .as(status)
          .isEqualTo("#/components/schemas/Problem");
    }
    assertThat(document.<String>get(put + "responses.'413'.description"))
        .contains("quota-exceeded", "too-large");
    assertThat(document.<Object>get("components.securitySchemes.access")).isNotNull();
    assertThat(document.<Object>get("components.securitySchemes.admin")).isNotNull();
    assertThat(document.prettify()).doesNotContain("x-glide-refuses");
  }

  @Test
  void isReadyWhenTheDatabaseAnswers() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }
}
