package dev.glide.registry;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Whoever runs the registry under test. */
final class Operator {
  static final String TOKEN = "the-admin-token-of-all-tests-0000";

  private Operator() {}

  static RequestSpecification ask() {
    return given().header("Authorization", "Bearer " + TOKEN);
  }
}
