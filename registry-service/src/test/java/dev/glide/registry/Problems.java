package dev.glide.registry;

import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.glide.shared.error.ErrorCode;
import dev.glide.shared.error.Problem;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

/** What every refusal looks like. */
final class Problems {
  private Problems() {}

  static ValidatableResponse refused(Response response, ErrorCode code) {
    return response
        .then()
        .statusCode(code.status())
        .contentType(Problem.MEDIA_TYPE)
        .body("code", equalTo(code.code()))
        .body("status", equalTo(code.status()))
        .body("type", equalTo("urn:glide:problem:" + code.code()))
        .body("title", equalTo(code.title()))
        .body("detail", not(emptyString()));
  }
}
